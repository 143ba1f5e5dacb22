import { awardBadge, Badge, BadgeAward, createBadge, getUserAchievements, listBadges } from '@blockstate/core/rewards'
import { equalTo } from '../database/equalTo.ts'
import { createRow, findRow, listRows } from '../database/rows.ts'
import { list, record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { atLeast } from '../server/atLeast.ts'
import { handle } from '../server/handle.ts'
import { refuse } from '../server/refusal.ts'
import { findAward, giveBadge } from './giveBadge.ts'
import { findCustomer } from './findCustomer.ts'
import { badgeAwards, badges } from './tables.ts'

/** Badges: what can be earned, and who has. */
export const badgeHandlers = [
  handle(listBadges, (context, input) =>
    answerPage(context, badges, input, { search: ['name', 'description'], sort: 'name', ...equalTo({ status: input.status }) }),
  ),
  handle(createBadge, (context, { status = 'active', ...input }) => {
    atLeast(context, 'points_value', input.points_value, 0)
    return record(Badge, createRow(context, badges, { ...input, status }))
  }),
  handle(awardBadge, (context, { customer_unique_id, badge_unique_id }) =>
    context.database.transaction(() => {
      const customer = findCustomer(context, customer_unique_id)
      const badge = findRow(context, badges, badge_unique_id)
      if (badge.status === 'inactive')
        refuse(422, 'validation_error', 'Badge Is Inactive', `Badge ${badge.name} is not awarded any more; choose an active one.`)
      if (findAward(context, customer.unique_id, badge.unique_id) !== undefined)
        refuse(409, 'already_awarded', 'Already Awarded', `${customer.name} has the badge ${badge.name} already; each is awarded once.`)
      const { badge_name: _, badge_description: __, badge_image_url: ___, ...told } = giveBadge(context, customer.unique_id, badge)
      return record(BadgeAward, told)
    }),
  ),
  handle(getUserAchievements, (context, { unique_id }) => {
    const customer = findCustomer(context, unique_id)
    return list(BadgeAward, listRows(context, badgeAwards, { customer_unique_id: customer.unique_id }, 'awarded_at desc, rowid desc'))
  }),
]
