import type { Place } from '../../database/place.ts'
import { createRow, findRow, instant } from '../../database/rows.ts'
import { demoPeople } from '../../seed/demoPeople.ts'
import { demoUsers } from '../../seed/seedUsers.ts'
import { addPoints } from '../addPoints.ts'
import { findCustomer } from '../findCustomer.ts'
import { giveBadge } from '../giveBadge.ts'
import { badges, catalog, challenges, customers, tiers } from '../tables.ts'
import { demoBadges, demoCatalog, demoChallenges, demoOccasions, demoTiers } from './programme.ts'

const day = 86_400_000

/**
 * Plants the demo's points programme: four tiers, eight badges, five challenges of which one is over and one still to begin, six rewards,
 * and 34 customers (Ada and Grace among them) with two months of points.
 *
 * @example
 * database.transaction(() => seedRewards({ database, tenant: 'demo', now: Date.now, mint: randomUUID }))
 */
export function seedRewards(place: Place): void {
  const at = (daysAgo: number): string => instant(place.now() - daysAgo * day)
  const stamps = { created_at: at(90), updated_at: at(90) }
  for (const { benefits, ...tier } of demoTiers) createRow(place, tiers, { ...tier, benefits, status: 'active' }, stamps)
  const badgeIds = demoBadges.map((badge) => createRow(place, badges, { ...badge, status: 'active' }, stamps).unique_id)
  for (const { badge, from, to, ...challenge } of demoChallenges) {
    const badge_unique_id = badge === null ? null : (badgeIds[badge] ?? null)
    const window = { starts_at: at(-from), ends_at: to === null ? null : at(-to) }
    createRow(place, challenges, { ...challenge, badge_unique_id, ...window }, stamps)
  }
  for (const reward of demoCatalog) createRow(place, catalog, { status: 'active', ...reward }, stamps)
  const known = Object.values(demoUsers).map(({ unique_id }) => findCustomer(place, unique_id).unique_id)
  const others = demoPeople(32).map(
    (person, index) => createRow(place, customers, {}, { ...person, joined_at: at(88 - index), ...stamps }).unique_id,
  )
  ;[...known, ...others].forEach((customer, index) => plantPoints(place, customer, index, badgeIds, at))
}

/** Nobody's two months are like another's, and they are the same in every sandbox. */
function plantPoints(place: Place, customer: string, index: number, badgeIds: readonly string[], at: (daysAgo: number) => string): void {
  const visits = 4 + ((index * 17) % 29)
  for (let visit = 0; visit < visits; visit += 1) {
    const [reward_type, points, description] = demoOccasions[(visit * 3 + index) % demoOccasions.length] ?? demoOccasions[0]
    const created_at = at(60 - (visit * 59) / visits)
    addPoints(place, customer, { points: points + index, action: 'earn', reward_type, description, created_at })
    const badge = visit % 7 === 0 ? badgeIds[(visit / 7 + index) % badgeIds.length] : undefined
    if (badge !== undefined) giveBadge(place, customer, findRow(place, badges, badge), created_at)
    if (visit % 9 === 8)
      addPoints(place, customer, { points: -60, action: 'redeem', reference_id: 'COFFEE', description: 'Redeemed: A coffee', created_at })
  }
}
