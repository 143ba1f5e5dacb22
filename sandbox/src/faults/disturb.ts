import type { Fault } from './readFault.ts'

export interface DisturbOptions {
  readonly pause: (ms: number) => Promise<void>
  readonly background: (work: Promise<unknown>) => void
}

/**
 * A body with a fault laid over it: slow between chunks, dropped or stalled after so many, or cut after so many bytes. A stream's chunk is
 * one event.
 *
 * Dropped and stalled bodies are still read to their end behind the scenes: what generates them goes on, only the connection is bad.
 *
 * @example
 * disturb(body, { drop: 2 }, { pause, background }) // two events, then the body errors
 */
export function disturb(body: ReadableStream<Uint8Array>, fault: Fault, { pause, background }: DisturbOptions): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let chunks = 0
  let bytesLeft = fault.truncate ?? Infinity
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        if (chunks === fault.drop) {
          background(readOn(reader))
          controller.error(new TypeError('The connection was dropped'))
          return
        }
        if (chunks === fault.stall) {
          background(readOn(reader))
          // Never answered: no byte comes and nothing closes, until the reader gives up and cancels.
          return new Promise<void>(() => {})
        }
        if (fault.slow !== undefined) await pause(fault.slow)
        const next = await reader.read()
        if (next.done) return controller.close()
        chunks += 1
        const kept = next.value.subarray(0, bytesLeft)
        bytesLeft -= kept.byteLength
        if (kept.byteLength > 0) controller.enqueue(kept)
        if (bytesLeft > 0) return
        background(readOn(reader))
        controller.close()
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

async function readOn(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  while (!(await reader.read()).done);
}
