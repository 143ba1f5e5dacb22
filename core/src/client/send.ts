import type { $Fetch } from 'ofetch'
import type { Operation } from '../declare/index.ts'
import type { Addresses } from '../wire/address.ts'
import { readAnswer } from '../wire/document.ts'
import type { Answer } from '../wire/document.ts'
import { BlockstateError, abortedBy, isBlockstateError } from '../wire/error.ts'
import { toRequest } from '../wire/request.ts'
import type { Fields } from '../wire/request.ts'
import { retryDelay } from '../wire/retry.ts'
import type { Gate } from './gate.ts'
import type { Platform } from './platform.ts'
import type { SessionKeeper } from './sessionKeeper.ts'

/** What of a client it takes to send. */
export interface Sender {
  readonly appId: string
  readonly addresses: Addresses
  readonly platform: Platform
  readonly timeout: number
  readonly attempts: number
  /** ofetch's, which hands over every answer as it came. */
  readonly fetch: $Fetch['raw']
  readonly gate: Gate
  readonly keeper: SessionKeeper
  /** Aborts when the client is disposed of. */
  readonly signal: AbortSignal
}

export interface SendOptions {
  readonly signal?: AbortSignal | undefined
}

/** What only some operations need of {@link send}. */
export interface Sending extends SendOptions {
  /** The token to send where the session no longer has it. */
  readonly last?: string | null
  /** Milliseconds for one try, from its place at the gate to the end of its body. Default the client's. */
  readonly timeout?: number
  /** How often it is tried at most. Default the client's. */
  readonly attempts?: number
  /** An event stream is handed over unread, as the answer's `body`. */
  readonly streamed?: boolean
}

/**
 * Sends one operation and reads its answer: past the gate, with its token, within its timeout, as often as the rules allow.
 *
 * A 401 of an operation that carries a token (and is not itself asking for a password or code) renews it once and sends once more.
 * Everything else follows {@link retryDelay}. The signal given, the end of the session's epoch and the client's end all abort it.
 * Rejects with a {@link BlockstateError} only.
 *
 * @example
 * const { records } = await send(client, getEntity, { id })
 */
export async function send(
  client: Sender,
  operation: Operation,
  input: Fields,
  { signal: given, last = null, timeout = client.timeout, attempts = client.attempts, streamed }: Sending = {},
): Promise<Answer> {
  const { keeper, gate, platform } = client
  const { declared, method, route } = operation
  const { page, per_page: perPage } = input
  // Both are numbers where the operation is paged; elsewhere they are not looked at.
  const asked = { page, perPage } as { page?: number; perPage?: number }
  const { url, headers, body } = toRequest(operation, input, client.appId, client.addresses)
  const ends = declared.session === 'ends'
  const open = ends || declared.auth === 'none'
  const signal = signalOf(client, given, !open)

  const attempt = async (bearer: string | null): Promise<Answer> => {
    const late = new AbortController()
    const either = AbortSignal.any([signal, late.signal])
    const entering = gate.enter(method === 'GET' ? 'read' : 'write', signal)
    let stop: (() => void) | undefined
    try {
      await orAborted(signal, entering)
      stop = platform.after(timeout, () =>
        late.abort(new BlockstateError('timeout', `${route}: no answer within ${timeout / 1000} s; try again.`)),
      )
      const response = await client.fetch(url, {
        method,
        headers: bearer ? { ...headers, authorization: `Bearer ${bearer}` } : headers,
        // Text already, which ofetch sends as it is.
        ...(body !== undefined && { body }),
        // ofetch knows no Retry-After, repeats reads by rules of its own and parses before the status is judged: all that is ours.
        responseType: 'stream',
        ignoreResponseError: true,
        retry: 0,
        // Stores decide what is fresh. A browser going back would hand out its old copy as the server's word.
        cache: 'no-store',
        // A redirect could carry the app id and the token to another origin.
        redirect: 'manual',
        signal: either,
      })
      const { ok, status } = response
      const header = (name: string): string | null => response.headers.get(name)
      if (streamed && ok && /event-stream/i.test(header('content-type') ?? '')) return { ...UNREAD, body: response.body }
      const text = await response.text()
      // That the server no longer knows the session either is as good as an empty answer.
      if (streamed ? ok && !text : ends && status === 401) return UNREAD
      // A browser hides a redirect it was told not to follow behind status 0.
      return readAnswer(operation, { status: status || 302, header }, text, asked, platform.now())
    } catch (cause) {
      if (isBlockstateError(cause)) throw cause
      throw either.aborted
        ? abortedBy(either)
        : new BlockstateError('network', `${route}: no answer; check network and address.`, { cause })
    } finally {
      stop?.()
      // Also where it was admitted and taken back in the same moment.
      void entering.then((leave) => leave())
    }
  }

  for (let tries = 1, renewed = false; ;) {
    const bearer = open ? last : await orAborted(signal, keeper.bearer())
    try {
      return await attempt(bearer)
    } catch (reason) {
      const error = toError(reason, route)
      const wait = retryDelay(error, { method, attempt: tries, attempts, random: platform.random })
      if (wait !== null) {
        tries += 1
        if (error.retryAfter !== null) gate.hold(wait)
        await pause(client, wait, signal)
      } else if (error.status === 401 && bearer && !declared.credentials && !renewed) {
        renewed = true
        await orAborted(signal, keeper.renewed(bearer))
      } else throw error
    }
  }
}

/** An answer that says nothing, or that somebody else reads. */
const UNREAD: Answer = { records: null, included: [], value: undefined, body: undefined }

/**
 * Whatever ends one exchange: the client, its caller, and, where it carries a token, the session.
 *
 * @example
 * const signal = signalOf(client, options.signal, true)
 */
export function signalOf(client: Sender, given: AbortSignal | undefined, inSession: boolean): AbortSignal {
  return AbortSignal.any([client.signal, given, inSession && client.keeper.signal()].filter((one) => !!one))
}

/**
 * Any reason as an error of ours: what is not one already could not be read.
 *
 * @example
 * try { await run() } catch (reason) { throw toError(reason, operation.route) }
 */
export function toError(reason: unknown, route: string): BlockstateError {
  return isBlockstateError(reason) ? reason : new BlockstateError('protocol', `${route}: the answer could not be read.`, { cause: reason })
}

/** Resolves after `ms` of the platform's time; rejects as soon as `signal` aborts. */
export function pause({ platform }: Sender, ms: number, signal: AbortSignal): Promise<void> {
  return orAborted(signal, new Promise((resolve) => platform.after(ms, resolve)))
}

function orAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(abortedBy(signal))
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp)
    // A listener left behind would keep the signal for as long as the client lives.
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
  })
}
