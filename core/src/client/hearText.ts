import type { Operation } from '../declare/index.ts'
import { hearStream } from './hearStream.ts'
import type { BegunStream, StreamEnd } from './hearStream.ts'
import type { Platform } from './platform.ts'
import { createPublisher } from './publisher.ts'
import type { Schedule } from './publisher.ts'

// Loaded in one: a part that loads another is there later.
export { hearStream }

/** Who hears a text as it is written. */
export interface TextListener {
  /** It has grown by this piece, and is made of so many tokens now. As often as `schedule` says, and once more before the end. */
  grew(piece: string, tokens: number): void
  readonly schedule?: Schedule | undefined
  /** Milliseconds between two pieces where there are no frames. */
  every?(): number | undefined
}

/**
 * Hears a stream of `token` events as one text that grows.
 *
 * @example
 * await hearText(client.platform, operation, begun, { grew: (piece) => { text += piece } })
 */
export function hearText(
  platform: Platform,
  operation: Operation,
  begun: BegunStream,
  { grew, schedule, every }: TextListener,
): Promise<StreamEnd> {
  let [arrived, tokens] = ['', 0]
  const publisher = createPublisher(
    platform,
    () => {
      const piece = arrived
      arrived = ''
      grew(piece, tokens)
    },
    schedule,
  )
  return hearStream(platform, operation, begun, {
    onEvent: ({ type, content }) => {
      if (type !== 'token' || typeof content !== 'string') return
      tokens += 1
      arrived += content
      publisher.arrived()
    },
    onChunk: () => publisher.chunkEnded(every?.()),
  }).finally(publisher.flush)
}
