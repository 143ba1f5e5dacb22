import type { Place } from '../database/place.ts'
import { changeRow, instant } from '../database/rows.ts'
import { findCoupon } from './couponsAt.ts'
import { discountOf } from './discountOf.ts'
import { issueInvoice, subtotalOf } from './issueInvoice.ts'
import type { InvoiceLine } from './issueInvoice.ts'
import { periodEnd } from './periodEnd.ts'
import { subscriptionRow } from './subscriptionRow.ts'
import type { SubscriptionRow } from './subscriptionRow.ts'
import { subscriptions } from './tables.ts'

/**
 * Brings the tenant's subscriptions up to the present, as a nightly job would: those whose period is over end, expire or renew. Called
 * before anything about them is told or changed, so that no clock has to run in between.
 *
 * @example
 * renewDue(context)
 */
export function renewDue(place: Place): void {
  const { database, tenant, now } = place
  database.transaction(() => {
    const due = database.all<{ unique_id: string }>(
      'select unique_id from sales_subscriptions where tenant = ? and ended_at is null and current_period_end <= ? order by current_period_end, seq',
      tenant,
      instant(now()),
    )
    for (const { unique_id } of due) bringUp(place, unique_id)
  })
}

function bringUp(place: Place, id: string): void {
  for (;;) {
    const row = subscriptionRow(place, id)
    const ended_at = row.current_period_end
    if (Date.parse(ended_at) > place.now()) return
    if (row.status === 'cancelling') return void changeRow(place, subscriptions, id, {}, { status: 'cancelled', ended_at })
    if (closeOpenInvoices(place, id, 'uncollectible') > 0)
      return void changeRow(place, subscriptions, id, {}, { status: 'expired', ended_at })
    const periods = row.periods + 1
    const next = instant(periodEnd(Date.parse(row.anchor_at), row.billing_period, periods))
    changeRow(place, subscriptions, id, {}, { periods, current_period_start: ended_at, current_period_end: next })
    bill(place, row, Date.parse(ended_at))
  }
}

/**
 * Gives up on what is still to be paid for a subscription; answers how many invoices that were.
 *
 * @example
 * closeOpenInvoices(context, subscription, 'void')
 */
export function closeOpenInvoices({ database, tenant, now }: Place, subscription: string, status: 'void' | 'uncollectible'): number {
  return database.run(
    `update sales_invoices set status = ?, updated_at = ? where tenant = ? and subscription_unique_id = ? and status = 'open'`,
    status,
    instant(now()),
    tenant,
    subscription,
  )
}

/**
 * Issues the invoice of a period that begins: the price, less what is left of earlier plans, less a coupon that waits for it.
 *
 * @example
 * bill(context, subscriptionRow(context, id), context.now())
 */
export function bill(place: Place, row: SubscriptionRow, at: number): void {
  const price: InvoiceLine = { description: `${row.model_name}, ${row.billing_period}`, quantity: 1, unit: row.price_minor }
  const credit = Math.min(row.credit_minor, row.price_minor)
  const lines = credit === 0 ? [price] : [price, { description: 'Left from an earlier plan', quantity: 1, unit: -credit }]
  const coupon = row.coupon_id === null ? null : findCoupon(place, row.coupon_id)
  const discount = coupon === null ? 0 : discountOf(coupon, subtotalOf(lines))
  const { unique_id: subscription, user_unique_id: customer, currency, coupon_id } = row
  issueInvoice(place, { customer, subscription, currency, lines, discount, coupon: coupon_id, at })
  changeRow(place, subscriptions, subscription, {}, { credit_minor: row.credit_minor - credit, coupon_id: null })
}
