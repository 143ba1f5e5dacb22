/**
 * Answers a request as the network does when it is aborted: the promise rejects with the signal's reason, and a body that is being read
 * errors with it. The answering side is told by the cancelled body.
 *
 * @example
 * const response = await abortable(request, (request) => app.fetch(request))
 */
export async function abortable(request: Request, answer: (request: Request) => Promise<Response>): Promise<Response> {
  const { signal } = request
  signal.throwIfAborted()
  let onAbort = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
  })
  try {
    const response = await Promise.race([answer(request), aborted])
    if (response.body === null) return response
    return new Response(cutOnAbort(response.body, signal), response)
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

function cutOnAbort(body: ReadableStream<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let onAbort = (): void => {}
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        onAbort = () => {
          controller.error(signal.reason)
          // Cancelling tells the source; its own failure to stop is nobody's answer any more.
          reader.cancel(signal.reason).catch(() => undefined)
        }
        signal.addEventListener('abort', onAbort, { once: true })
      },
      pull: async (controller) => {
        const next = await reader.read()
        if (signal.aborted) return
        if (!next.done) return controller.enqueue(next.value)
        signal.removeEventListener('abort', onAbort)
        controller.close()
      },
      cancel: (reason) => {
        signal.removeEventListener('abort', onAbort)
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}
