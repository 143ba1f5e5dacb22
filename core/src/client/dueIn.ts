/** The longest wait before a read that failed is tried again: two minutes. */
const LONGEST_RETRY = 120_000

/** What decides when a watched read is read again by itself. */
export interface Rhythm {
  /** Milliseconds between reads that succeed; `null` for none. */
  readonly interval: number | null
  /** How often it failed since it last succeeded, for reasons that may pass. */
  readonly failures: number
  /** Milliseconds the server asked to wait when it last failed; `null` where it did not. */
  readonly retryAfter: number | null
}

/**
 * Milliseconds until a watched read is read again; `null` where nothing but an event brings that about.
 *
 * Tabs opened together must not beat together: an interval is up to 10 % shorter or longer. After failures the wait is anywhere
 * between 0 and 4, 8, 16 … 120 s (full jitter), and never less than the server asked for.
 *
 * @param random in [0, 1)
 *
 * @example
 * dueIn({ interval: 10_000, failures: 0, retryAfter: null }, 0.5) // 10000
 * dueIn({ interval: null, failures: 2, retryAfter: null }, 0.5) // 4000
 */
export function dueIn({ interval, failures, retryAfter }: Rhythm, random: number): number | null {
  if (failures > 0) return Math.max(retryAfter ?? 0, random * Math.min(LONGEST_RETRY, 2_000 * 2 ** failures))
  return interval && interval * (0.9 + random / 5)
}
