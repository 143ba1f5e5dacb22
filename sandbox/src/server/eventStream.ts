/** How the pieces of a stream are set apart: by a blank line (the standard), or line by line (as the seeds print them). */
export type Framing = 'blank' | 'line'

export interface EventStreamOptions {
  readonly framing: Framing
  /** Called once when the reader has gone. */
  readonly onGone: () => void
  /** Keeps the rest of the work alive when the reader has gone. */
  readonly background: (work: Promise<unknown>) => void
}

/**
 * Server-sent events as bytes, one chunk each: `data: {json}` and a blank line (WHATWG HTML 9.2.6), or no blank line at all in `line`
 * framing (seed 002).
 *
 * The iterable is read at the reader's pace. When the reader goes, `onGone` is told and the iterable is read on to its end, so that
 * its maker decides what becomes of the answer. A throw ends the stream with `{"type":"error"}`.
 *
 * @example
 * eventStream(events, { framing: 'blank', onGone: () => gone.abort(), background })
 */
export function eventStream(
  events: AsyncIterable<Readonly<Record<string, unknown>>>,
  options: EventStreamOptions,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const iterator = events[Symbol.asyncIterator]()
  const end = options.framing === 'blank' ? '\n\n' : '\n'
  const print = (event: Readonly<Record<string, unknown>>): Uint8Array => encoder.encode(`data: ${JSON.stringify(event)}${end}`)
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          const next = await iterator.next()
          if (next.done === true) controller.close()
          else controller.enqueue(print(next.value))
        } catch (error) {
          controller.enqueue(print({ type: 'error', code: 'internal_error', message: 'The answer could not be finished' }))
          controller.close()
          options.background(Promise.reject(error))
        }
      },
      cancel: () => {
        options.onGone()
        options.background(drain(iterator))
      },
    },
    { highWaterMark: 0 },
  )
}

async function drain(iterator: AsyncIterator<unknown>): Promise<void> {
  while ((await iterator.next()).done !== true);
}
