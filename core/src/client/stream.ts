import type { Input, Operation, StreamEvent } from '../declare/index.ts'
import { readAnswer } from '../wire/document.ts'
import { BlockstateError, abortedBy, isBlockstateError } from '../wire/error.ts'
import { isObject } from '../wire/json.ts'
import type { Fields } from '../wire/request.ts'
import type { Client } from './createClient.ts'
import type { BegunStream, StreamEnd, StreamListener } from './hearStream.ts'
import type { TextListener } from './hearText.ts'
import { makeStale } from './makeStale.ts'
import type { Platform } from './platform.ts'
import { send, signalOf } from './send.ts'
import type { SendOptions } from './send.ts'

/** How long to wait for an answer's head: a model may think before it speaks. */
const FIRST_BYTE = 60_000

/**
 * Calls a streaming operation and hands out its events as they arrive, never held back.
 *
 * Resolves at the first `done`, without waiting for the connection to close. Rejects with `stream` where the stream says `error`,
 * `interrupted` where it ends without a last word (a clean end, a lost connection, 30 s of silence, no body), `protocol` where the
 * answer is no stream, `aborted` when `signal` aborts, and with the server's refusal before the first byte. It is never sent twice
 * once the server may have taken it. When it is over, well or not, what it may have changed is read again; not where it was refused.
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
  const over = client.keeper.signal()
  try {
    // Input is the static face of what request.ts takes; events are checked by name against the declaration, not field by field.
    const listener: StreamListener = { onEvent: (event) => onEvent(event as StreamEvent<O>) }
    const hearing = import('./hearText.ts').then(({ hearStream }) => hearStream)
    const end = await readStream(client, operation, input as Fields, listener, hearing, options)
    makeStale(client, operation, input as Fields)
    return end
  } catch (reason) {
    // What was said may be stored all the same, unless the server refused it; another user's reads know nothing of it.
    if (!over.aborted && mayHaveHappened(reason)) makeStale(client, operation, input as Fields)
    throw reason
  }
}

function mayHaveHappened(reason: unknown): boolean {
  return !isBlockstateError(reason) || /^(aborted|interrupted|network|protocol|server|stream|timeout)$/.test(reason.code)
}

/**
 * The same for stores that show a text as it grows.
 *
 * @example
 * await readText(client, streamEntityMessage, input, { grew: (piece) => append(piece) })
 */
export function readText(
  client: Client,
  operation: Operation,
  input: Fields,
  listener: TextListener,
  options?: SendOptions,
): Promise<StreamEnd> {
  const hearing = import('./hearText.ts').then(({ hearText }) => hearText)
  return readStream(client, operation, input, listener, hearing, options)
}

/** Only who streams reads events: what reads them is fetched while the server thinks. */
type Hearing<Listener> = Promise<(platform: Platform, operation: Operation, begun: BegunStream, listener: Listener) => Promise<StreamEnd>>

async function readStream<Listener>(
  client: Client,
  operation: Operation,
  input: Fields,
  listener: Listener,
  hearing: Hearing<Listener>,
  options: SendOptions = {},
): Promise<StreamEnd> {
  const signal = signalOf(client, options.signal, true)
  const cut = (why: string, cause?: unknown): BlockstateError =>
    new BlockstateError('interrupted', `${operation.route}: the stream ended early, ${why}. What arrived is kept.`, { cause })

  hearing.catch(() => {}) // heard of below, where there is something to read
  const opened = await send(
    client,
    operation,
    input,
    (request, bearer) =>
      client.transport(request, { bearer, signal, timeout: FIRST_BYTE }, async (head, response) => {
        if (response.ok && /event-stream/i.test(head.header('content-type') ?? '')) return response.body
        const text = await response.text()
        // Asked for a stream, answered in one piece: nothing, a refusal, a finished answer, or something that is neither.
        return text === '' && response.ok ? null : readAnswer(operation, head, text, {}, client.platform.now()).body
      }),
    options,
  )
  if (opened === null) throw cut('it came without a body')
  if (!(opened instanceof ReadableStream)) {
    if (isObject(opened) && 'data' in opened) return { last: opened, ignored: 0 }
    throw cut('it came without an answer')
  }

  const hear = await hearing.catch((cause: unknown) => {
    opened.cancel().catch(() => {}) // an errored body cannot be cancelled, nor need it be
    throw signal.aborted ? abortedBy(signal) : cut('the connection was lost', cause)
  })
  // A Response's body holds bytes.
  return hear(client.platform, operation, { body: opened as ReadableStream<Uint8Array>, signal, cut }, listener)
}
