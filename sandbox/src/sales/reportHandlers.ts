import { getRevenueMetrics, getStripeSync, StripeSync, syncStripe } from '@blockstate/core/sales'
import { findRow, instant } from '../database/rows.ts'
import { plain, record } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { refuse } from '../server/refusal.ts'
import { handleCurrent } from './handleCurrent.ts'
import { revenueMetrics } from './revenueMetrics.ts'
import type { Received, Subscribed } from './revenueMetrics.ts'
import { beginSync, giveUpLostSyncs, stripeKinds } from './stripeSync.ts'
import { syncs } from './tables.ts'

const day = 86_400_000

/** What the business is worth, and the other books it is kept in. */
export const reportHandlers = [
  handleCurrent(getRevenueMetrics, (context, { start_date, end_date, group_by, status = null, currency }) => {
    const { database, tenant } = context
    // The last day counts wholly; without one, everything up to this moment does.
    const until = end_date === undefined ? context.now() + 1 : Date.parse(end_date) + day
    const from = start_date === undefined ? until - 30 * day : Date.parse(start_date)
    if (from >= until)
      refuse(422, 'invalid_parameters', 'Invalid Parameters', `start_date ${start_date} must not be after end_date ${end_date}.`)
    const usual = `select currency from sales_subscriptions where tenant = ? group by currency order by count(*) desc, currency limit 1`
    const counted = currency ?? database.get<{ currency: string }>(usual, tenant)?.currency ?? 'USD'
    const rows = database.all<Subscribed>(
      'select * from sales_subscriptions_told where tenant = ? and currency = ? and (? is null or status = ?)',
      tenant,
      counted,
      status,
      status,
    )
    const payments = database.all<Received>(
      `select p.amount_minor, p.created_at, (select s.model_name from sales_subscriptions_told s
         where s.tenant = i.tenant and s.unique_id = i.subscription_unique_id) as model_name
       from sales_payments p join sales_invoices i on i.tenant = p.tenant and i.unique_id = p.invoice_unique_id
       where p.tenant = ? and p.currency = ? and p.status = 'confirmed'`,
      tenant,
      counted,
    )
    const range = { from: instant(from), until: instant(until) }
    return plain({ ...revenueMetrics(rows, payments, range, group_by), currency: counted }, { type: 'report' })
  }),
  handleCurrent(syncStripe, (context, { resources = stripeKinds }) => {
    giveUpLostSyncs(context)
    return record(StripeSync, beginSync(context, resources), { status: 200 })
  }),
  handle(getStripeSync, (context, { unique_id }) => {
    giveUpLostSyncs(context)
    return record(StripeSync, findRow(context, syncs, unique_id))
  }),
]
