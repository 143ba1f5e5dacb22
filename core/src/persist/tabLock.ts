import type { Locks } from '../client/platform.ts'

/**
 * Waits for a lock of all tabs, and holds it until `signal` aborts. Resolves with whether it is held; where there are no locks, at once: then
 * whoever asks is alone, or has to see to it.
 *
 * @example
 * if (await lockHeld(platform.locks, 'blockstate tab t1', over.signal)) adopt('t1')
 */
export function lockHeld(locks: Locks | undefined, name: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((tell) => {
    if (!locks) return tell(true)
    const hold = (): Promise<void> =>
      new Promise((release) => {
        signal.addEventListener('abort', () => release())
        if (signal.aborted) release()
        tell(!signal.aborted)
      })
    // Taken back, or no locks to be had in such a page.
    locks.request(name, { signal }, hold).catch(() => tell(!signal.aborted))
  })
}
