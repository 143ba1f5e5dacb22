import type { SessionRecord } from './session.ts'

/**
 * What a tab makes of what another one stored: the same, newer tokens of its session, older ones that came late, another session, the end
 * of its session, or something of a session that is known to be over.
 */
export type Follows = 'same' | 'newer' | 'older' | 'changed' | 'ended' | 'over'

/**
 * The rule by which tabs agree: what is stored counts, but for late writers.
 *
 * A session that is over never comes back, whoever stores its tokens; of one session the newer generation wins; another session was begun
 * by whoever is at the keyboard now.
 *
 * @param over is the session of this name known to have ended?
 *
 * @example
 * followOf(mine, stored, (session) => ended.has(session)) // 'newer'
 */
export function followOf(mine: SessionRecord | null, stored: SessionRecord | null, over: (session: string) => boolean): Follows {
  if (!stored) return mine ? 'ended' : 'same'
  if (over(stored.session)) return 'over'
  if (stored.session !== mine?.session) return 'changed'
  // Of the same generation it is news of the user.
  return stored.generation < mine.generation ? 'older' : 'newer'
}

/** Not earlier before the end of a token than this: 5 min. */
const LEAD = 300_000

/**
 * When a tab renews a token by itself, by the server's clock; `null` where nobody told when it ends, or there is nothing to renew it with.
 *
 * In the last fifth of its life and the last five minutes. A tab that is seen comes first, the others in the second half of that time, each
 * at a moment of its own.
 *
 * @param chance in [0, 1), the same for as long as the tab lives
 *
 * @example
 * renewsAt(record, { seen: true, chance: Math.random() })
 */
export function renewsAt(
  { grantedAt, expiresAt, refreshToken }: SessionRecord,
  { seen, chance }: { readonly seen: boolean; readonly chance: number },
): number | null {
  if (expiresAt === null || refreshToken === null) return null
  const lead = Math.min((expiresAt - grantedAt) / 5, LEAD)
  return expiresAt - lead * ((seen ? 0.7 : 0.2) + 0.3 * chance)
}

/** The first wait after a renewal that got no answer, doubled with each further one, and the longest: 1 s and 30 s. */
const COOL = 1_000
const COLD = 30_000

/**
 * For how many milliseconds a refresh token that got no answer is not sent again: as long as the server asked for, else longer with every
 * failure, between half and the whole of it.
 *
 * @example
 * coolFor(1, 0.5, null) // 750
 */
export function coolFor(failures: number, chance: number, asked: number | null): number {
  return Math.max(asked ?? 0, Math.min(COLD, COOL * 2 ** (failures - 1)) * (1 + chance) * 0.5)
}

/**
 * How far the server's clock is ahead of ours, after it told its time in whole seconds in an answer.
 *
 * What was believed stays where the answer allows it: seconds are coarse and answers take their time, a clock is not corrected for that.
 *
 * @param told the server's `Date`, milliseconds since 1970
 * @param sentAt when the request left, by our clock
 * @param now when its answer came
 *
 * @example
 * skewAfter(0, Date.parse('Thu, 01 Jan 2026 00:00:10 GMT'), sentAt, Date.now())
 */
export function skewAfter(skew: number, told: number, sentAt: number, now: number): number {
  // The server looked at its clock after we sent and before we heard, and cut off at most a second.
  const least = told - now
  const most = told + 1000 - sentAt
  return Number.isNaN(told) || (least <= skew && skew <= most) ? skew : Math.round((least + most) / 2)
}
