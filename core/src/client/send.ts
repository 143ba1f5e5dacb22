import { isRead } from '../declare/index.ts'
import type { Operation } from '../declare/index.ts'
import { BlockstateError, isBlockstateError } from '../wire/error.ts'
import { toRequest } from '../wire/request.ts'
import type { Fields, WireRequest } from '../wire/request.ts'
import { retryDelay } from '../wire/retry.ts'
import type { Client } from './client.ts'
import { orAborted } from './orAborted.ts'

export interface SendOptions {
  readonly signal?: AbortSignal | undefined
  /** Sent besides those that every request carries. */
  readonly headers?: Readonly<Record<string, string>>
  /** What the server is to know repeated tries by, where the operation is declared `idempotent`; made here unless given. */
  readonly idempotencyKey?: string
}

/** One try: sends with this token and rejects with a {@link BlockstateError} for any refusal. */
export type Attempt<T> = (request: WireRequest, bearer: string | null, signal: AbortSignal) => Promise<T>

/**
 * Takes one operation past the gate, with its token, as often as the rules allow.
 *
 * A 401 of an operation that carries a token (and is not itself asking for a password or code) renews it once and sends once more.
 * Everything else follows {@link retryDelay}. The signal given, the end of the session's epoch and the client's end all abort it.
 *
 * @example
 * const text = await send(client, getEntity, { id }, (request, bearer, signal) => exchange(request, bearer, signal))
 */
export async function send<T>(
  client: Client,
  operation: Operation,
  input: Fields,
  attempt: Attempt<T>,
  options: SendOptions = {},
): Promise<T> {
  const { keeper, gate, platform, attempts } = client
  const { declared, method, route } = operation
  const { idempotent } = declared
  const key = options.idempotencyKey ?? (idempotent && client.mint())
  const named = typeof idempotent === 'string' && input[idempotent] === undefined ? { ...input, [idempotent]: key } : input
  const plain = toRequest(operation, named, client.appId, client.addresses)
  const headers = {
    ...plain.headers,
    ...options.headers,
    ...(idempotent === true && { 'idempotency-key': `${key}` }),
    // Who is told of changes knows its own by it.
    ...(!isRead(operation) && { 'x-request-id': `${client.name}.${client.mint()}` }),
  }
  const request = { ...plain, headers }
  // What ends a session carries a token that is given up here already.
  const open = declared.auth === 'none' || declared.session === 'ends'
  const signal = signalOf(client, options.signal, !open)
  let replayed = false

  for (let tries = 1; ;) {
    const bearer = open ? null : await orAborted(signal, keeper.bearer())
    const entering = gate.enter(isRead(operation) ? 'read' : 'write', signal, options.signal)
    const leave = await orAborted(signal, entering).catch((reason: unknown) => {
      // Admitted and taken back in the same moment: the place is free again.
      void entering.then((admitted) => admitted())
      throw reason
    })
    const outcome = await attempt(request, bearer, signal).then(
      (value) => ({ value }),
      (reason: unknown) => ({ error: toError(reason, route) }),
    )
    leave()
    if ('value' in outcome) return outcome.value
    const { error } = outcome
    const wait = retryDelay(error, {
      method: idempotent || isRead(operation) ? 'GET' : method,
      attempt: tries,
      attempts,
      random: platform.random,
    })
    // Also after the last try: others must not start inside the wait.
    if (error.retryAfter !== null) gate.hold(error.retryAfter)
    if (error.status === 401 && bearer !== null && !declared.credentials && !replayed) {
      replayed = true
      await orAborted(signal, keeper.renewed(bearer))
    } else {
      if (wait === null || signal.aborted) throw error
      tries += 1
      await pause(client, wait, signal)
    }
  }
}

/**
 * Whatever ends one exchange: the client, its caller, and, where it carries a token, the session.
 *
 * @example
 * const signal = signalOf(client, options.signal, true)
 */
export function signalOf(client: Client, given: AbortSignal | undefined, inSession: boolean): AbortSignal {
  return AbortSignal.any([client.signal, ...(given ? [given] : []), ...(inSession ? [client.keeper.signal()] : [])])
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
export function pause({ platform }: Client, ms: number, signal: AbortSignal): Promise<void> {
  return orAborted(signal, new Promise((resolve) => platform.after(ms, resolve)))
}
