import type { Operation } from '../declare/index.ts'
import { BlockstateError, abortedBy } from '../wire/error.ts'
import { createEventStreamReader } from '../wire/eventStream.ts'
import { readErrors, sentenceOf } from '../wire/failure.ts'
import { isObject } from '../wire/json.ts'
import type { Fields } from '../wire/request.ts'
import type { Platform } from './platform.ts'

/** A stream that says nothing for so long is lost; comments count as life. */
const IDLE = 30_000

/** How a stream went to its proper end. */
export interface StreamEnd {
  /** Its last event, `{ type: 'done', … }`, or the body of an answer that came in one piece. */
  readonly last: Fields
  /** Lines and events that meant nothing to us. */
  readonly ignored: number
}

/** A stream that begins. */
export interface BegunStream {
  readonly body: ReadableStream<Uint8Array>
  /** Ends it. */
  readonly signal: AbortSignal
  /** The error that says why it ended without a last word. */
  readonly cut: (why: string, cause?: unknown) => BlockstateError
}

/** Who hears it. */
export interface StreamListener {
  onEvent(event: Fields): void
  /** Called after the events of each network chunk. */
  onChunk?(): void
}

/**
 * Hears a stream to its end, each declared event in the tick it arrives in. Resolves and rejects as `stream` does.
 *
 * @example
 * const { last } = await hearStream(client.platform, operation, { body, signal, cut }, { onEvent })
 */
export async function hearStream(
  { now, after }: Platform,
  { route, declared }: Operation,
  { body, signal, cut }: BegunStream,
  listener: StreamListener,
): Promise<StreamEnd> {
  let ignored = 0
  let end: Fields | BlockstateError | undefined
  const ignore = (): void => void (ignored += 1)
  const events = createEventStreamReader({
    malformed: ignore,
    event: (data) => {
      if (end || !isObject(data)) return ignore()
      const { type, ...rest } = data
      if (type === 'done') end = data
      else if (type === 'error' || (type === undefined && readErrors(rest)[0])) {
        const errors = readErrors(rest)[0] ? readErrors(rest) : readErrors({ error: rest })
        end = new BlockstateError('stream', `${route}: the stream reported ${sentenceOf(errors) || 'an error'}.`, { errors })
      } else if (declared.streams && Object.hasOwn(declared.streams, String(type))) listener.onEvent(data)
      else ignore()
    },
  })

  const reader = body.getReader()
  const stop = (): void => void reader.cancel().catch(() => {}) // an errored body cannot be cancelled, nor need it be
  let heardAt = now()
  let unwatch = (): void => {}
  const watch = (): void => {
    const silence = now() - heardAt
    if (silence >= IDLE) stop()
    else unwatch = after(IDLE - silence, watch)
  }
  watch()
  signal.addEventListener('abort', stop)
  // Taken back before this was loaded.
  if (signal.aborted) stop()
  try {
    for (let done = false; !done && !end;) {
      const chunk = await reader.read()
      done = chunk.done
      if (chunk.value) events.feed(chunk.value)
      else events.end()
      if (!done) heardAt = now()
      listener.onChunk?.()
    }
  } catch (cause) {
    end ??= cut('the connection was lost', cause)
  } finally {
    unwatch()
    signal.removeEventListener('abort', stop)
    stop()
  }
  if (end && !(end instanceof BlockstateError)) return { last: end, ignored }
  throw signal.aborted
    ? abortedBy(signal)
    : (end ?? cut(now() - heardAt >= IDLE ? `nothing was heard for ${IDLE / 1000} s` : 'the connection closed'))
}
