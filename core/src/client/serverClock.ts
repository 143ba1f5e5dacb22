import type { ServerTime } from '../model/session.ts'
import { skewAfter } from '../model/sessionTabs.ts'

/** The server's clock, as far as its answers tell. */
export interface ServerClock {
  time(): ServerTime
  /** An answer told the server's time in its `Date`, `null` where it did not. */
  heard(date: string | null, sentAt: number): void
}

/**
 * A clock that follows the server's: ours may stand wrong by hours, and an end of a token is the server's to say.
 *
 * @param skew what is believed before any answer tells
 *
 * @example
 * const clock = createServerClock(Date.now, record?.skew)
 */
export function createServerClock(now: () => number, skew = 0): ServerClock {
  let ahead = skew
  return {
    time: () => ({ now: now() + ahead, skew: ahead }),
    heard: (date, sentAt) => {
      ahead = skewAfter(ahead, Date.parse(date ?? ''), sentAt, now())
    },
  }
}
