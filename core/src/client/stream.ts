import type { Input, Operation, StreamEvent } from '../declare/index.ts'
import { readAnswer } from '../wire/document.ts'
import { BlockstateError, isBlockstateError } from '../wire/error.ts'
import { createEventStreamReader } from '../wire/eventStream.ts'
import { failureOf, isObject, readErrors } from '../wire/failure.ts'
import type { Fields } from '../wire/request.ts'
import type { Client } from './createClient.ts'
import { send } from './send.ts'
import type { SendOptions } from './send.ts'
import type { Exchange } from './transport.ts'

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
  return readStream(client, operation, input as Fields, (event) => onEvent(event as StreamEvent<O>), () => {}, options)
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
  const { transport, platform } = client
  const { route, declared } = operation
  const known = declared.streams ?? {}
  const signal = AbortSignal.any([client.signal, client.keeper.signal(), ...(options.signal ? [options.signal] : [])])
  const exchange = await send(client, operation, input, (request, bearer) => open(client, operation, request, bearer, signal), { signal })
  const type = exchange.header('content-type') ?? ''
  if (exchange.status === 204 || !exchange.body) throw interrupted(route, 'it came without a body')
  if (!/event-stream/i.test(type)) return wholeAnswer(client, operation, exchange, exchange.body, type)

  let last: Fields | null = null
  let failure: BlockstateError | null = null
  let ignored = 0
  const events = createEventStreamReader({
    malformed: () => {
      ignored += 1
    },
    event: (data) => {
      if (last || failure || !isObject(data)) {
        ignored += 1
        return
      }
      const kind = data['type']
      if (kind === 'error' || (kind === undefined && readErrors(data).length > 0)) failure = said(route, data)
      else if (kind === 'done') last = data
      else if (typeof kind === 'string' && Object.hasOwn(known, kind)) onEvent(data)
      else ignored += 1
    },
  })

  const reader = exchange.body.getReader()
  let heardAt = platform.now()
  let silent = false
  let unwatch = (): void => {}
  const watch = (): void => {
    unwatch = platform.after(Math.max(0, heardAt + IDLE - platform.now()), () => {
      silent = platform.now() - heardAt >= IDLE
      if (silent) void reader.cancel()
      else watch()
    })
  }
  const stop = (): void => void reader.cancel().catch(() => {}) // an errored body cannot be cancelled, nor need it be
  watch()
  signal.addEventListener('abort', stop, { once: true })
  try {
    while (!last && !failure) {
      const { done, value } = await reader.read()
      if (done) events.end()
      else events.feed(value)
      heardAt = platform.now()
      onChunk()
      if (done) break
    }
  } catch (cause) {
    if (isBlockstateError(cause)) throw cause
    if (!signal.aborted) throw interrupted(route, 'the connection was lost', cause)
  } finally {
    unwatch()
    signal.removeEventListener('abort', stop)
    stop()
  }
  if (failure) throw failure as BlockstateError
  if (last) return { last, ignored }
  if (signal.aborted) throw isBlockstateError(signal.reason) ? signal.reason : new BlockstateError('aborted', `${route} was taken back.`)
  throw interrupted(route, silent ? `nothing was heard for ${IDLE / 1000} s` : 'the connection closed')
}

async function open(client: Client, operation: Operation, request: Parameters<Client['transport']['open']>[0], bearer: string | null, signal: AbortSignal): Promise<Exchange> {
  const exchange = await client.transport.open(request, { bearer, signal, timeout: FIRST_BYTE })
  if (exchange.status >= 200 && exchange.status < 300) return exchange
  const text = exchange.body ? await new Response(exchange.body).text() : ''
  throw failureOf(operation.route, exchange, text, client.platform.now())
}

/** Asked for a stream, answered in one piece: a refusal, a finished answer, or something that is neither. */
async function wholeAnswer(client: Client, operation: Operation, head: Exchange, body: ReadableStream<Uint8Array>, type: string): Promise<StreamEnd> {
  const text = await new Response(body).text()
  if (!/json/i.test(type)) {
    throw new BlockstateError('protocol', `${operation.route} answered ${head.status} with ${type || 'no content type'} in place of an event stream.`, {
      status: head.status,
    })
  }
  const { body: answer } = readAnswer(operation, head, text, {}, client.platform.now())
  if (!isObject(answer) || !('data' in answer)) throw interrupted(operation.route, 'it came without an answer')
  return { last: answer, ignored: 0 }
}

function interrupted(route: string, why: string, cause?: unknown): BlockstateError {
  return new BlockstateError('interrupted', `${route}: the stream ended early, ${why}. What arrived is kept.`, { cause })
}

function said(route: string, data: Fields): BlockstateError {
  const { type: _, ...rest } = data
  const errors = readErrors('errors' in rest || 'error' in rest ? rest : { errors: [rest] })
  const told = errors.map((error) => error.detail ?? error.title ?? error.code).filter(Boolean)
  return new BlockstateError('stream', `${route}: the stream reported ${told.join('; ') || 'an error'}.`, { errors })
}
