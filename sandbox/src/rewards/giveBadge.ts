import type { RecordOf } from '@blockstate/core/describe'
import type { Badge, BadgeAward } from '@blockstate/core/rewards'
import type { Place } from '../database/place.ts'
import { createRow, instant, listRows } from '../database/rows.ts'
import { addPoints } from './addPoints.ts'
import { badgeAwards } from './tables.ts'

/**
 * The award of a badge to somebody, if there is one.
 *
 * @example
 * if (findAward(context, customer, badge) !== undefined) refuse(409, 'already_awarded', …)
 */
export function findAward(place: Place, customer_unique_id: string, badge_unique_id: string): RecordOf<typeof BadgeAward> | undefined {
  return listRows(place, badgeAwards, { customer_unique_id, badge_unique_id })[0]
}

/**
 * Gives somebody a badge and its points. The caller has seen to it that they do not have it, inside the same transaction.
 *
 * @example
 * const { points_awarded } = giveBadge(context, customer, badge)
 */
export function giveBadge(
  place: Place,
  customer: string,
  badge: RecordOf<typeof Badge>,
  awarded_at: string = instant(place.now()),
): RecordOf<typeof BadgeAward> {
  const points_awarded = badge.points_value ?? 0
  if (points_awarded > 0) {
    const description = `Badge: ${badge.name}`
    addPoints(place, customer, { points: points_awarded, action: 'earn', reward_type: 'event', description, created_at: awarded_at })
  }
  const columns = { customer_unique_id: customer, badge_unique_id: badge.unique_id, points_awarded, awarded_at }
  return createRow(place, badgeAwards, {}, { ...columns, created_at: awarded_at, updated_at: awarded_at })
}
