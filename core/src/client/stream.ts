import type { Input, Operation, StreamEvent } from '../declare/index.ts'
import { BlockstateError, abortedBy } from '../wire/error.ts'
import { createEventStreamReader } from '../wire/eventStream.ts'
import { readErrors, sentenceOf } from '../wire/failure.ts'
import { isObject } from '../wire/json.ts'
import type { Fields } from '../wire/request.ts'
import type { Client } from './createClient.ts'
import { send, signalOf } from './send.ts'
import type { SendOptions } from './send.ts'

/** How long to wait for an answer's head: a model may think before it speaks. */
const FIRST_BYTE = 60_000
/** A stream that says nothing for so long is lost; comments count as life. */
const IDLE = 30_000

/** How a stream went to its proper end. */
export interface StreamEnd {
  /** Its last event, `{ type: 'done', … }`, or the body of an answer that came in one piece. */
  readonly last: Fields
  /** Lines and events that meant nothing to us. */
  readonly ignored: number
}

/**
 * Calls a streaming operation and hands out its events as they arrive, never held back.
 *
 * Resolves at the first `done`, without waiting for the connection to close. Rejects with `stream` where the stream says `error`,
 * `interrupted` where it ends without a last word (a clean end, a lost connection, 30 s of silence, no body), `protocol` where the
 * answer is no stream, `aborted` when `signal` aborts, and with the server's refusal before the first byte. It is never sent twice
 * once the server may have taken it.
 *
 * @param onEvent the declared events; unknown types are counted and passed over
 *
 * @example
 * await stream(client, streamPromptExecution, { id, variables }, (event) => { if (event.type === 'token') write(event.content) })
 */
export async function stream<O extends Operation>(
  client: Client,
  operation: O,
  input: Input<O>,
  onEvent: (event: StreamEvent<O>) => void,
  options?: SendOptions,
): Promise<StreamEnd> {
  // Input is the static face of what request.ts takes; events are checked by name against the declaration, not field by field.
  return readStream(
    client,
    operation,
    input as Fields,
    (event) => onEvent(event as StreamEvent<O>),
    () => {},
    options,
  )
}

/**
 * The untyped heart of {@link stream}, for stores.
 *
 * @param onChunk called after the events of each network chunk
 *
 * @example
 * await readStream(client, streamEntityMessage, input, append, publish)
 */
export async function readStream(
  client: Client,
  operation: Operation,
  input: Fields,
  onEvent: (event: Fields) => void,
  onChunk: () => void,
  options: SendOptions = {},
): Promise<StreamEnd> {
  const { route, declared } = operation
  const signal = signalOf(client, options.signal, true)
  const cut = (why: string, cause?: unknown): BlockstateError =>
    new BlockstateError('interrupted', `${route}: the stream ended early, ${why}. What arrived is kept.`, { cause })

  const { body } = await send(client, operation, input, { ...options, timeout: FIRST_BYTE, streamed: true })
  if (!(body instanceof ReadableStream)) {
    // Asked for a stream, answered in one piece: a finished answer, or something that is none.
    if (isObject(body) && 'data' in body) return { last: body, ignored: 0 }
    throw cut('it came without an answer')
  }

  let ignored = 0
  // Whatever comes first ends it: its last word, an error, silence, an abort, the connection.
  let end: Fields | BlockstateError | undefined
  const ignore = (): void => void (ignored += 1)
  const events = createEventStreamReader({
    malformed: ignore,
    event: (data) => {
      if (end || !isObject(data)) return ignore()
      const { type, ...rest } = data
      const told = readErrors(rest)
      if (type === 'done') end = data
      else if (type === 'error' || (type === undefined && told[0])) {
        const errors = told[0] ? told : readErrors({ error: rest })
        end = new BlockstateError('stream', `${route}: the stream reported ${sentenceOf(errors) || 'an error'}.`, { errors })
      } else if (declared.streams && Object.hasOwn(declared.streams, String(type))) onEvent(data)
      else ignore()
    },
  })

  // A Response's body holds bytes.
  const reader = (body as ReadableStream<Uint8Array>).getReader()
  const stop = (why: BlockstateError): void => {
    end ??= why
    reader.cancel().catch(() => {}) // an errored body cannot be cancelled, nor need it be
  }
  const abort = (): void => stop(abortedBy(signal))
  const closed = cut('the connection closed')
  signal.addEventListener('abort', abort)
  if (signal.aborted) abort()
  try {
    while (!end) {
      const unwatch = client.platform.after(IDLE, () => stop(cut(`nothing was heard for ${IDLE / 1000} s`)))
      const { value } = await reader.read().finally(unwatch)
      if (value) events.feed(value)
      else events.end()
      onChunk()
      if (!value) stop(closed)
    }
  } catch (cause) {
    stop(cut('the connection was lost', cause))
  } finally {
    signal.removeEventListener('abort', abort)
    stop(closed)
  }
  const last = end ?? closed
  if (last instanceof BlockstateError) throw last
  return { last, ignored }
}
