import type { Operation } from '../declare/index.ts'
import { BlockstateError, isBlockstateError } from '../wire/error.ts'
import { toRequest } from '../wire/request.ts'
import type { Fields, WireRequest } from '../wire/request.ts'
import { retryDelay } from '../wire/retry.ts'
import type { Client } from './createClient.ts'

export interface SendOptions {
  readonly signal?: AbortSignal | undefined
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
export async function send<T>(client: Client, operation: Operation, input: Fields, attempt: Attempt<T>, options: SendOptions = {}): Promise<T> {
  const { keeper, gate, platform } = client
  const { declared, method } = operation
  const request = toRequest(operation, input, client.appId, client.addresses)
  const anonymous = declared.auth === 'none'
  const signals = [client.signal, options.signal, anonymous ? undefined : keeper.signal()]
  const signal = AbortSignal.any(signals.filter((one) => one !== undefined))
  let replayed = false

  for (let tries = 1; ; ) {
    const bearer = anonymous ? null : await keeper.bearer()
    const leave = await gate.enter(method === 'GET' ? 'read' : 'write', signal)
    try {
      return await attempt(request, bearer, signal)
    } catch (reason) {
      const error = asBlockstateError(reason, operation)
      if (error.retryAfter !== null && (error.status === 429 || error.status === 503)) gate.hold(error.retryAfter)
      if (error.status === 401 && bearer !== null && !declared.credentials) {
        if (replayed) throw error
        leave()
        await keeper.renewed(bearer)
        replayed = true
        continue
      }
      const wait = retryDelay(error, { method, attempt: tries, attempts: client.attempts, random: platform.random })
      if (wait === null || signal.aborted) throw error
      leave()
      tries += 1
      await pause(client, wait, signal)
    } finally {
      leave()
    }
  }
}

function asBlockstateError(reason: unknown, { route }: Operation): BlockstateError {
  return isBlockstateError(reason) ? reason : new BlockstateError('protocol', `${route}: the answer could not be read.`, { cause: reason })
}

/** Resolves after `ms` of the platform's time; rejects as soon as `signal` aborts. */
export function pause({ platform }: Client, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      stop()
      reject(isBlockstateError(signal.reason) ? signal.reason : new BlockstateError('aborted', 'Taken back while waiting.', { cause: signal.reason }))
    }
    const stop = platform.after(ms, () => {
      signal.removeEventListener('abort', giveUp)
      resolve()
    })
    if (signal.aborted) giveUp()
    else signal.addEventListener('abort', giveUp, { once: true })
  })
}
