import { turn } from './turn.ts'

/** Milliseconds of real time after which something that has not come will not come. The machine may be small, and busy. */
const PATIENCE = 20_000

/**
 * Waits, a turn at a time, until something is so. The virtual clock stands still meanwhile.
 *
 * Rejects after twenty real seconds, saying what was waited for.
 *
 * @example
 * await until(() => store.value.status === 'success')
 */
export async function until(condition: () => boolean): Promise<void> {
  const begun = performance.now()
  while (!condition()) {
    if (performance.now() - begun > PATIENCE) throw new Error(`Never came true: ${String(condition)}`)
    await turn()
  }
}
