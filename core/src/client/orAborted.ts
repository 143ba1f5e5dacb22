import { abortedBy } from '../wire/error.ts'

/**
 * The promise, or a rejection as soon as `signal` aborts.
 *
 * @example
 * const leave = await orAborted(over.signal, gate.enter('write', over.signal))
 */
export function orAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(abortedBy(signal))
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp)
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
  })
}
