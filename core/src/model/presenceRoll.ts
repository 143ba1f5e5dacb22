import type { RecordOf } from '../declare/index.ts'
import type { Presence } from '../blocks/realtime.ts'

/** Somebody who may be there. */
export type Present = RecordOf<typeof Presence>

/** Who is there: whoever is not offline first, then by name. */
export type PresenceRoll = readonly Present[]

/** What is heard of who is there. */
export type PresenceNews =
  /** Everybody, as it is now. */
  | { readonly event: 'state'; readonly users: readonly Present[] }
  /** One came, or is there otherwise. */
  | { readonly event: 'join' | 'update'; readonly user: Present }
  /** One went. */
  | { readonly event: 'leave'; readonly user: Pick<Present, 'user_unique_id'> & Partial<Present> }

/**
 * The roll after news of it. Whoever goes stays on it as a member who is offline.
 *
 * @example
 * presenceAfter(roll, { event: 'leave', user: { user_unique_id: 'u1' } })
 */
export function presenceAfter(roll: PresenceRoll, news: PresenceNews): PresenceRoll {
  if (news.event === 'state') return sorted(news.users)
  const { user } = news
  const known = roll.find(({ user_unique_id: id }) => id === user.user_unique_id)
  const others = roll.filter((one) => one !== known)
  if (news.event !== 'leave') return sorted([...others, { ...known, ...news.user }])
  return known ? sorted([...others, { ...known, connections: 0, ...user, status: 'offline' }]) : roll
}

/**
 * How many of them are there.
 *
 * @example
 * onlineIn(roll) // 2
 */
export function onlineIn(roll: PresenceRoll): number {
  return roll.filter(isThere).length
}

function isThere({ status }: Present): boolean {
  return status !== 'offline'
}

function sorted(roll: PresenceRoll): PresenceRoll {
  const name = ({ display_name, user_unique_id }: Present): string => display_name || user_unique_id
  return roll.toSorted((a, b) => Number(isThere(b)) - Number(isThere(a)) || (name(a) < name(b) ? -1 : 1))
}
