/**
 * A body that takes its connection along when it fails. The HTTP adapter reads ahead and would print a failure as an answer of its own, or
 * lose the bytes before it: sent in chunks, each goes out before the next is read.
 *
 * `destroy` ends the connection once what was written has left (`socket.destroySoon`).
 *
 * @example
 * cutConnection(await sandbox.fetch(request), () => outgoing.socket?.destroySoon())
 */
export function cutConnection(response: Response, destroy: () => void): Response {
  if (response.body === null) return response
  const reader = response.body.getReader()
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          const next = await reader.read()
          if (next.done) controller.close()
          else controller.enqueue(next.value)
        } catch {
          destroy()
          // Nothing more is said: the adapter cancels when the socket has closed.
          return new Promise<void>(() => {})
        }
      },
      // A source that has failed cannot be cancelled any more, and need not be.
      cancel: (reason) => reader.cancel(reason).catch(() => undefined),
    },
    { highWaterMark: 0 },
  )
  const headers = new Headers(response.headers)
  headers.set('transfer-encoding', 'chunked')
  // Both at once are an error of HTTP (RFC 9112, 6.2), and strict readers refuse the answer.
  headers.delete('content-length')
  return new Response(body, { status: response.status, headers })
}
