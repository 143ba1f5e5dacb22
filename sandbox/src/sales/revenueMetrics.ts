import { fromMinor } from '../server/minorUnits.ts'
import type { BillingPeriod } from './periodEnd.ts'

/** What a subscription is to a report. Times are ISO text. */
export interface Subscribed {
  readonly model_name: string
  readonly status: string
  readonly price_minor: number
  readonly billing_period: BillingPeriod
  readonly created_at: string
  readonly trial_end: string | null
  readonly ended_at: string | null
}

/** Money that came in. */
export interface Received {
  readonly amount_minor: number
  readonly model_name: string | null
  readonly created_at: string
}

/** From `from` on and before `until`, ISO text. */
export interface Range {
  readonly from: string
  readonly until: string
}

type Grouping = 'day' | 'week' | 'month' | 'model'

const day = 86_400_000
/** A month's worth of each rhythm, in twelfths. */
const twelfths: { readonly [P in BillingPeriod]: number } = { monthly: 12, yearly: 1, weekly: 52 }

const within = (at: string | null, { from, until }: Range): boolean => at !== null && at >= from && at < until
const runsAt = ({ created_at, ended_at }: Subscribed, at: string): boolean => created_at < at && (ended_at === null || ended_at >= at)

/**
 * Recurring revenue, churn and lifetime value, from rows.
 *
 * `mrr` is what those who run and are past their trial at the end of the range pay in a month (a year is 12 of them, and so are 52 weeks).
 * `churn_rate` is the share, in per cent, of those who ran at the beginning and ended in the range. `ltv` is revenue per payer and month,
 * divided by the churn of 30 days; `null` where nobody pays or nobody left.
 *
 * @example
 * revenueMetrics(rows, payments, { from: '2026-01-01', until: '2026-02-01' }, 'month').mrr
 */
export function revenueMetrics(rows: readonly Subscribed[], payments: readonly Received[], range: Range, grouping?: Grouping): object {
  const running = rows.filter((row) => runsAt(row, range.until))
  const paying = running.filter(({ trial_end }) => trial_end === null || trial_end <= range.until)
  const monthly = Math.round(paying.reduce((sum, { price_minor, billing_period }) => sum + price_minor * twelfths[billing_period], 0) / 12)
  const before = rows.filter((row) => runsAt(row, range.from))
  const left = before.filter(({ ended_at }) => within(ended_at, range)).length
  const churn = before.length === 0 ? 0 : left / before.length
  const days = (Date.parse(range.until) - Date.parse(range.from)) / day
  const lifetime = churn === 0 || paying.length === 0 ? null : monthly / paying.length / ((churn * 30) / days)
  const received = payments.filter(({ created_at }) => within(created_at, range))
  return {
    total_subscriptions: rows.filter(({ created_at }) => created_at < range.until).length,
    active_subscriptions: running.length,
    cancelled_subscriptions: rows.filter(({ ended_at }) => ended_at !== null && ended_at < range.until).length,
    new_subscriptions: rows.filter(({ created_at }) => within(created_at, range)).length,
    churned_subscriptions: rows.filter(({ ended_at }) => within(ended_at, range)).length,
    mrr: fromMinor(monthly),
    churn_rate: Math.round(churn * 1000) / 10,
    ltv: lifetime === null ? null : fromMinor(Math.round(lifetime)),
    by_model: byModel(running, received),
    breakdown: grouping === undefined || grouping === 'model' ? [] : byPeriod(rows, received, range, grouping),
  }
}

function byModel(running: readonly Subscribed[], received: readonly Received[]): object[] {
  const names = [...new Set([...running, ...received].map(({ model_name }) => model_name))].filter((name) => name !== null)
  return names.toSorted().map((model_name) => ({
    model_name,
    subscribers: running.filter((row) => row.model_name === model_name).length,
    revenue: revenueOf(received.filter((one) => one.model_name === model_name)),
  }))
}

function byPeriod(
  rows: readonly Subscribed[],
  received: readonly Received[],
  range: Range,
  grouping: Exclude<Grouping, 'model'>,
): object[] {
  const count = (times: readonly (string | null)[], period: string): number =>
    times.filter((at) => at !== null && within(at, range) && periodOf(at, grouping) === period).length
  const began = rows.map(({ created_at }) => created_at)
  const ended = rows.map(({ ended_at }) => ended_at)
  const times = [...began, ...ended, ...received.map(({ created_at }) => created_at)]
  const periods = new Set(times.flatMap((at) => (at !== null && within(at, range) ? [periodOf(at, grouping)] : [])))
  return [...periods].toSorted().map((period) => ({
    period,
    new_subscriptions: count(began, period),
    churned_subscriptions: count(ended, period),
    revenue: revenueOf(received.filter(({ created_at }) => periodOf(created_at, grouping) === period)),
  }))
}

function revenueOf(received: readonly Received[]): number {
  return fromMinor(received.reduce((sum, { amount_minor }) => sum + amount_minor, 0))
}

/** The day, the Monday of the week, or the month. */
function periodOf(at: string, grouping: Exclude<Grouping, 'model'>): string {
  if (grouping === 'month') return at.slice(0, 7)
  if (grouping === 'day') return at.slice(0, 10)
  const time = Date.parse(at)
  const sinceMonday = (new Date(time).getUTCDay() + 6) % 7
  return new Date(time - sinceMonday * day).toISOString().slice(0, 10)
}
