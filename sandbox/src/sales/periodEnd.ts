import type { RecordOf } from '@blockstate/core/describe'
import type { Plan } from '@blockstate/core/sales'

export type BillingPeriod = RecordOf<typeof Plan>['billing_period']

const week = 7 * 86_400_000

/**
 * When the n-th period after a beginning is over: at the same time of day, n weeks, months or years on. A month without that day ends
 * on its last one, and the one after it on the day again: 31 January, 28 February, 31 March.
 *
 * @example
 * periodEnd(Date.parse('2026-01-31T00:00:00Z'), 'monthly', 1) // 28 February, in ms since 1970
 */
export function periodEnd(beginning: number, period: BillingPeriod, count: number): number {
  if (period === 'weekly') return beginning + count * week
  const at = new Date(beginning)
  const months = at.getUTCMonth() + count * (period === 'yearly' ? 12 : 1)
  const last = new Date(Date.UTC(at.getUTCFullYear(), months + 1, 0)).getUTCDate()
  const day = Date.UTC(at.getUTCFullYear(), months, Math.min(at.getUTCDate(), last))
  return day + (beginning % 86_400_000)
}
