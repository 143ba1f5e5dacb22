import { setTimeout as wait } from 'node:timers/promises'

/**
 * Waits by the clock on the wall. Ends early, without throwing, when the signal aborts.
 *
 * @example
 * await realPause(500, request.signal)
 */
export async function realPause(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined)
}
