import { enrolled } from '../../auth/enrolled.ts'
import type { Place } from '../../database/place.ts'
import { changeRow, createRow, instant } from '../../database/rows.ts'
import { demoPeople } from '../../seed/demoPeople.ts'
import { demoUsers } from '../../seed/seedUsers.ts'
import { issueInvoice } from '../issueInvoice.ts'
import { periodEnd } from '../periodEnd.ts'
import type { BillingPeriod } from '../periodEnd.ts'
import { bill } from '../renewDue.ts'
import { subscriptionRow } from '../subscriptionRow.ts'
import { coupons, customers, invoices, payments, plans, subscriptions } from '../tables.ts'
import { demoCoupons, demoPlans } from './shop.ts'

const day = 86_400_000

/**
 * Plants the demo shop: six plans, 18 buyers (Ada and Grace among them) with half a year of subscriptions and paid invoices, some ended,
 * one ending, one in its trial; one invoice still to be paid and one payment that was refused; four coupons.
 *
 * @example
 * database.transaction(() => seedSales({ database, tenant: 'demo', now: Date.now, mint: randomUUID }))
 */
export function seedSales(place: Place): void {
  const at = (daysAgo: number): string => instant(place.now() - daysAgo * day)
  const stamps = (daysAgo: number): { created_at: string; updated_at: string } => ({ created_at: at(daysAgo), updated_at: at(daysAgo) })
  const planIds = demoPlans.map(({ price, ...plan }) => {
    const beside = { price_minor: price, ...stamps(200) }
    return createRow(place, plans, { currency: 'EUR', usage_limits: { seats: 1 }, status: 'active', ...plan }, beside).unique_id
  })
  const known = Object.values(demoUsers).map(({ unique_id }) => enrolled(place, customers, unique_id).unique_id)
  const others = demoPeople(16).map((person, index) => createRow(place, customers, {}, { ...person, ...stamps(180 - index) }).unique_id)
  const buyers = [...known, ...others]
  buyers.forEach((buyer, index) => plantSubscription(place, buyer, index, planIds))
  for (const coupon of demoCoupons) {
    const { value, ...kept } = { voided: 0, endedDaysAgo: null, ...coupon }
    const valid_to = kept.endedDaysAgo === null ? null : at(kept.endedDaysAgo)
    createRow(place, coupons, { ...coupon, valid_to }, { value_minor: value, voided: kept.voided, ...stamps(60) })
  }
  const chart = { description: 'Chart of the harbour, framed', quantity: 1, unit: 6400 }
  const given = { due_date: at(-10).slice(0, 10), notes: 'To be collected at the counter.' }
  const { unique_id } = issueInvoice(place, {
    customer: demoUsers.ada.unique_id,
    currency: 'EUR',
    lines: [chart],
    at: place.now() - 4 * day,
    given,
  })
  plantPayment(place, unique_id, demoUsers.ada.unique_id, 6400, at(3), 'insufficient_funds')
}

/** Buyers come ten days apart, take the plans in turn, and pay their invoices; two have left. */
function plantSubscription(place: Place, buyer: string, index: number, planIds: readonly string[]): void {
  const which = index % 5
  const plan = demoPlans[which] ?? demoPlans[0]
  const rhythm: BillingPeriod = plan.billing_period
  const trial = index === 16 ? 14 * day : 0
  const begun = place.now() - (index === 16 ? 5 : 172 - index * 9) * day
  const anchor = begun + trial
  const { unique_id } = createRow(
    place,
    subscriptions,
    { model_id: planIds[which], name: null, user_unique_id: buyer },
    {
      status: 'active',
      price_minor: plan.price,
      currency: 'EUR',
      billing_period: rhythm,
      anchor_at: instant(anchor),
      periods: 0,
      current_period_start: instant(begun),
      current_period_end: instant(anchor),
      trial_end: trial > 0 ? instant(anchor) : null,
      cancel_at_period_end: 0,
      credit_minor: 0,
      created_at: instant(begun),
      updated_at: instant(begun),
    },
  )
  const left = index === 7 ? 1 : index === 12 ? 2 : Number.POSITIVE_INFINITY
  for (let periods = 1; ; periods += 1) {
    const start = periodEnd(anchor, rhythm, periods - 1)
    if (start > place.now()) break
    if (periods > left) {
      const at = instant(start)
      changeRow(
        place,
        subscriptions,
        unique_id,
        {},
        { status: 'cancelled', cancelled_at: at, ended_at: at, cancel_reason: 'Sold the boat' },
      )
      break
    }
    const end = instant(periodEnd(anchor, rhythm, periods))
    changeRow(place, subscriptions, unique_id, {}, { periods, current_period_start: instant(start), current_period_end: end })
    bill(place, subscriptionRow(place, unique_id), start)
    const open = `select unique_id from sales_invoices where tenant = ? and subscription_unique_id = ? and status = 'open'`
    const invoice = place.database.get<{ unique_id: string }>(open, place.tenant, unique_id)
    // The last invoice of one buyer waits for its money.
    const waits = index === 5 && periodEnd(anchor, rhythm, periods) > place.now()
    if (invoice !== undefined && !waits) plantPayment(place, invoice.unique_id, buyer, plan.price, instant(start))
  }
  if (index === 6) {
    const ending = { status: 'cancelling', cancel_at_period_end: 1, cancelled_at: instant(place.now() - 2 * day) }
    changeRow(place, subscriptions, unique_id, {}, ending)
  }
}

function plantPayment(
  place: Place,
  invoice: string,
  buyer: string,
  amount_minor: number,
  at: string,
  failure_code: string | null = null,
): void {
  const columns = { invoice_unique_id: invoice, user_unique_id: buyer, payment_method: 'stripe', amount_minor, currency: 'EUR' }
  const status = failure_code === null ? 'confirmed' : 'failed'
  createRow(place, payments, {}, { ...columns, status, failure_code, created_at: at, updated_at: at })
  if (failure_code === null) changeRow(place, invoices, invoice, {}, { status: 'paid', paid_minor: amount_minor, paid_at: at })
}
