import type { RecordOf } from '@blockstate/core/describe'
import type { Reward, RewardHistory } from '@blockstate/core/rewards'
import { isTaken } from '../database/isTaken.ts'
import type { Place } from '../database/place.ts'
import { createRow } from '../database/rows.ts'
import { refuse } from '../server/refusal.ts'
import { findCustomer } from './findCustomer.ts'
import { customers, rewards } from './tables.ts'

/** One line for somebody's ledger; `points` below zero are taken. */
export interface PointsLine {
  readonly points: number
  readonly action: RecordOf<typeof RewardHistory>['action']
  readonly reward_type?: RecordOf<typeof Reward>['reward_type']
  readonly reference_id?: string | undefined
  readonly description?: string | undefined
  readonly created_at?: string
}

/**
 * Writes a line into somebody's points ledger, and tells it with the balance afterwards. Throws a 404 refusal where there is no such
 * customer, and 422 `insufficient_balance` where the balance would fall below zero or grow beyond whole numbers.
 *
 * @example
 * addPoints(context, customer, { points: 50, action: 'earn', reward_type: 'event' })
 */
export function addPoints(place: Place, customer: string, line: PointsLine): RecordOf<typeof Reward> {
  const { points, action, reward_type = 'manual', reference_id = null, description = null, created_at } = line
  return place.database.transaction(() => {
    // Reading a customer adds up a lifetime; a line needs no more than the last balance.
    if (!isTaken(place, customers, customer)) findCustomer(place, customer)
    const total_points = lastBalance(place, customer)
    const balance_after = total_points + points
    if (balance_after < 0)
      refuse(422, 'insufficient_balance', 'Insufficient Balance', `${customer} has ${total_points} points and ${-points} were asked for.`)
    if (!Number.isSafeInteger(balance_after))
      refuse(422, 'validation_error', 'Too Many Points', `${customer} has ${total_points} points already; give fewer.`)
    const stamps = created_at === undefined ? {} : { created_at, updated_at: created_at }
    const columns = { customer_id: customer, points, action, reward_type, reference_id, description, status: 'active', balance_after }
    return createRow(place, rewards, {}, { ...columns, ...stamps })
  })
}

function lastBalance({ database, tenant }: Place, customer: string): number {
  const sql = 'select balance_after from rewards_points where tenant = ? and customer_id = ? order by seq desc limit 1'
  return database.get<{ balance_after: number }>(sql, tenant, customer)?.balance_after ?? 0
}
