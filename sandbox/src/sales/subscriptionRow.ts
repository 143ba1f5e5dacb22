import type { Place } from '../database/place.ts'
import { notFound } from '../database/rows.ts'
import type { BillingPeriod } from './periodEnd.ts'

/** A subscription as it is kept. Times are ISO text, amounts the smallest unit. */
export interface SubscriptionRow {
  readonly unique_id: string
  readonly model_id: string
  readonly model_name: string
  readonly user_unique_id: string
  readonly status: 'active' | 'cancelling' | 'cancelled' | 'expired'
  readonly price_minor: number
  readonly currency: string
  readonly billing_period: BillingPeriod
  /** Where periods are counted from: the beginning, the end of the trial, or a change of rhythm. */
  readonly anchor_at: string
  /** Periods begun since then; 0 during a trial. */
  readonly periods: number
  readonly current_period_start: string
  readonly current_period_end: string
  readonly credit_minor: number
  readonly coupon_id: string | null
}

/**
 * One subscription with what only billing sees. Throws a 404 refusal where there is none.
 *
 * @example
 * const { price_minor } = subscriptionRow(context, input.unique_id)
 */
export function subscriptionRow({ database, tenant }: Place, id: string): SubscriptionRow {
  const sql = 'select * from sales_subscriptions_told where tenant = ? and unique_id = ?'
  return database.get<SubscriptionRow>(sql, tenant, id) ?? notFound('Subscription', id)
}
