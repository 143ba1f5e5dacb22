import { turn } from './turn.ts'

/** Time that stands still until the test moves it. */
export interface VirtualClock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs `run` in so many milliseconds of this clock. Returns the way to take it back. */
  after(ms: number, run: () => void): () => void
  /** Lets so much time pass: what falls due runs, in order, and what that sets going gets its turn before the next. */
  advance(ms: number): Promise<void>
  /** How many timers wait. */
  timers(): number
}

/**
 * A clock for one platform, or for several tabs of one machine. It begins at 2026-01-01T00:00:00Z.
 *
 * @param settle lets go on what can go on without time; where it is known to take less than a turn, less
 *
 * @example
 * const clock = virtualClock()
 * const [left, right] = [virtualPlatform(clock), virtualPlatform(clock)]
 */
export function virtualClock(settle: () => Promise<void> = turn): VirtualClock {
  const due = new Set<{ at: number; run: () => void }>()
  let now = Date.parse('2026-01-01T00:00:00Z')

  return {
    now: () => now,
    after: (ms, run) => {
      const timer = { at: now + ms, run }
      due.add(timer)
      return () => due.delete(timer)
    },
    advance: async (ms) => {
      const end = now + ms
      await settle()
      for (;;) {
        let next: { at: number; run: () => void } | undefined
        for (const timer of due) if (timer.at <= end && (!next || timer.at < next.at)) next = timer
        if (!next) break
        due.delete(next)
        now = Math.max(now, next.at)
        next.run()
        await settle()
      }
      now = end
      await settle()
    },
    timers: () => due.size,
  }
}
