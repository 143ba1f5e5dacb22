import { CatalogReward, createCatalogReward, listCatalogRewards, redeemPoints, RewardRedemption } from '@blockstate/core/rewards'
import { equalTo } from '../database/equalTo.ts'
import { createRow, findRow, instant, listRows } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { atLeast } from '../server/atLeast.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { addPoints } from './addPoints.ts'
import { findCustomer } from './findCustomer.ts'
import { catalog, redemptions } from './tables.ts'

/** What points buy. */
export const catalogHandlers = [
  handle(listCatalogRewards, (context, input) =>
    answerPage(context, catalog, input, { search: ['code', 'name'], sort: 'points', ...equalTo({ status: input.status }) }),
  ),
  handle(createCatalogReward, (context, { status = 'active', ...input }) =>
    context.database.transaction(() => {
      atLeast(context, 'points', input.points, 1)
      if (listRows(context, catalog, { code: input.code }).length > 0)
        refuse(409, 'duplicate_code', 'Duplicate Code', `There is a reward with the code ${input.code} already; choose another code.`)
      return record(CatalogReward, createRow(context, catalog, { ...input, status }))
    }),
  ),
  handle(redeemPoints, (context, { reward_unique_id, user_unique_id, points }) =>
    context.database.transaction(() => {
      const reward = findRow(context, catalog, reward_unique_id)
      const { unique_id } = findCustomer(context, user_unique_id)
      if (reward.status === 'inactive')
        refuse(422, 'validation_error', 'Reward Is Inactive', `${reward.name} is not offered any more; choose an active reward.`)
      if (points !== undefined && points !== reward.points)
        refuseField(context.pointer('points'), `${reward.name} costs ${reward.points} points, not ${points}`)
      const description = `Redeemed: ${reward.name}`
      addPoints(context, unique_id, { points: -reward.points, action: 'redeem', reference_id: reward.code, description })
      const at = instant(context.now())
      const columns = { reward_unique_id, user_unique_id: unique_id, points: reward.points, redeemed_at: at, status: 'active' }
      return record(RewardRedemption, createRow(context, redemptions, {}, columns))
    }),
  ),
]
