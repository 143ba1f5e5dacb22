/**
 * A body that takes its connection along when it fails. The HTTP adapter would print a failure that comes before the first byte as a 500 of
 * its own; a dropped connection must look like one at any time.
 *
 * @example
 * cutConnection(await sandbox.fetch(request), () => outgoing.destroy())
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
        } catch (error) {
          destroy()
          controller.error(error)
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
  return new Response(body, response)
}
