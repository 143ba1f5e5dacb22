import { createRewardTier, getLeaderboard, LeaderboardEntry, listTiers, Tier } from '@blockstate/core/rewards'
import { createRow, listRows } from '../database/rows.ts'
import { list, page, record } from '../server/answer.ts'
import { atLeast } from '../server/atLeast.ts'
import { handle } from '../server/handle.ts'
import { refuse } from '../server/refusal.ts'
import { selectPage } from '../server/selectPage.ts'
import { boardAt } from './boardAt.ts'
import { tiers } from './tables.ts'

/** Who stands where: the board and the tiers. */
export const standingHandlers = [
  handle(getLeaderboard, (context, input) => {
    const { period = 'all', metric = 'lifetime_points', around_customer } = input
    const source = { table: 'rewards_board', computed: boardAt(context, period, metric), sort: 'rank' }
    const half = Math.floor(context.paging.size / 2)
    const near = 'abs(rank - (select rank from rewards_board where customer_unique_id = ?)) <= ?'
    const around = around_customer === undefined ? {} : { where: near, values: [around_customer, half] }
    const { rows, total } = selectPage(context, input, LeaderboardEntry, { ...source, ...around })
    return page(LeaderboardEntry, rows, { total })
  }),
  handle(listTiers, (context) => list(Tier, listRows(context, tiers, {}, 'min_points'))),
  handle(createRewardTier, (context, { status = 'active', benefits = [], name, min_points }) =>
    context.database.transaction(() => {
      atLeast(context, 'min_points', min_points, 0)
      const same = context.database.get<{ name: string }>(
        'select name from rewards_tiers where tenant = ? and (min_points = ? or lower(name) = lower(?))',
        context.tenant,
        min_points,
        name,
      )
      if (same !== undefined)
        refuse(409, 'conflict', 'Tier Exists', `The tier ${same.name} has this name or needs as many points; choose others.`)
      return record(Tier, createRow(context, tiers, { name, min_points, benefits, status }))
    }),
  ),
]
