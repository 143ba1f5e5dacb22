import {
  awardPoints,
  Customer,
  CustomerLoyalty,
  deductPoints,
  getBalance,
  getCustomerLoyalty,
  listCustomers,
  listRewardHistory,
  Reward,
} from '@blockstate/core/rewards'
import { equalTo } from '../database/equalTo.ts'
import { record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { atLeast } from '../server/atLeast.ts'
import { handle } from '../server/handle.ts'
import { addPoints } from './addPoints.ts'
import { findCustomer } from './findCustomer.ts'
import { customers, history } from './tables.ts'

/** Points: given, taken, and what is left. */
export const pointHandlers = [
  handle(listCustomers, (context, input) =>
    answerPage(context, customers, input, { search: ['name', 'email'], sort: 'name', ...equalTo({ tier: input.tier }) }),
  ),
  handle(getBalance, (context, { unique_id }) => record(Customer, findCustomer(context, unique_id))),
  handle(getCustomerLoyalty, (context, { unique_id }) => {
    const { total_points, lifetime_points, tier, joined_at } = findCustomer(context, unique_id)
    const next = context.database.get<{ name: string; min_points: number }>(
      "select name, min_points from rewards_tiers where tenant = ? and status = 'active' and min_points > ? order by min_points",
      context.tenant,
      lifetime_points,
    )
    return record(CustomerLoyalty, {
      unique_id,
      customer_unique_id: unique_id,
      total_points,
      lifetime_points,
      current_tier: tier,
      next_tier: next?.name ?? null,
      points_to_next_tier: next === undefined ? null : next.min_points - lifetime_points,
      enrolled_at: joined_at,
    })
  }),
  handle(listRewardHistory, (context, input) => {
    const customer = findCustomer(context, input.unique_id)
    return answerPage(context, history, input, equalTo({ customer_id: customer.unique_id, action: input.action }))
  }),
  handle(awardPoints, (context, { customer_unique_id, ...line }) => {
    atLeast(context, 'points', line.points, 1)
    return record(Reward, addPoints(context, customer_unique_id, { ...line, action: 'earn' }))
  }),
  handle(deductPoints, (context, { customer_unique_id, points, reason, reference_id }) => {
    atLeast(context, 'points', points, 1)
    const line = { points: -points, action: 'deduct', description: reason, reference_id } as const
    return record(Reward, addPoints(context, customer_unique_id, line))
  }),
]
