import { BlockstateError } from '../wire/error.ts'
import type { Locks, Platform } from './platform.ts'

/** For so long another tab may be at it: the 30 s of an exchange, and some. */
const PATIENCE = 40_000

/**
 * For so long the lock is kept after something was stored: a browser takes a moment to show it to its other processes, and grants a lock
 * without waiting for that.
 */
const SETTLE = 1_000

/**
 * Runs something in one tab at a time. Resolves when it is through, or as soon as `needless` aborts before its turn came.
 *
 * Where there is no lock to be had it runs at once. Rejects with what it rejects with, and with `timeout` where its turn did not come
 * within 40 s.
 *
 * @param run is told whether it has the lock, and resolves with whether it stored something
 *
 * @example
 * await inTurn(platform, navigator.locks, 'blockstate s1 2', adopted.signal, renewTokens)
 */
export async function inTurn(
  { after }: Platform,
  locks: Locks | undefined,
  name: string,
  needless: AbortSignal,
  run: (alone: boolean) => Promise<boolean>,
): Promise<void> {
  if (!locks) {
    await run(false)
    return
  }
  const waiting = new AbortController()
  let begun = false
  await new Promise<void>((resolve, reject) => {
    const stop = after(PATIENCE, () => {
      reject(new BlockstateError('timeout', `Another tab has been renewing the session for ${PATIENCE / 1000} s; try again.`))
      waiting.abort()
    })
    needless.addEventListener('abort', () => waiting.abort())
    const alone = async (): Promise<void> => {
      begun = true
      stop()
      const stored = await run(true).then(
        (wrote) => {
          resolve()
          return wrote
        },
        (reason: unknown) => {
          reject(reason)
          return false
        },
      )
      if (stored) await new Promise<void>((settled) => after(SETTLE, settled))
    }
    locks.request(name, { signal: waiting.signal }, alone).catch(() => {
      stop()
      if (begun) return
      // Taken back, or no lock to be had in such a page.
      if (waiting.signal.aborted) resolve()
      else run(false).then(() => resolve(), reject)
    })
  })
}
