import type { RecordOf } from '@blockstate/core/describe'
import type { Plan } from '@blockstate/core/sales'
import { changeRow, findRow, instant } from '../database/rows.ts'
import type { Context } from '../server/context.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { isTaken } from '../database/isTaken.ts'
import { toMinor } from '../server/minorUnits.ts'
import { issueInvoice } from './issueInvoice.ts'
import { periodEnd } from './periodEnd.ts'
import { prorate } from './prorate.ts'
import type { SubscriptionRow } from './subscriptionRow.ts'
import { plans, subscriptions } from './tables.ts'

/**
 * A plan that can be taken. Refuses with 422 at `model_id` one that is not there, is retired, or has another currency than `currency`.
 *
 * @example
 * const plan = planToTake(context, input.model_id)
 */
export function planToTake(context: Context, id: string, currency?: string): RecordOf<typeof Plan> {
  const pointer = context.pointer('model_id')
  if (!isTaken(context, plans, id)) refuseField(pointer, `there is no plan with the id ${id}`)
  const plan = findRow(context, plans, id)
  if (plan.status === 'inactive') refuseField(pointer, `the plan ${plan.name} is not offered any more`)
  if (currency !== undefined && plan.currency !== currency)
    refuseField(pointer, `the plan ${plan.name} costs ${plan.currency}; this subscription is paid in ${currency}`)
  return plan
}

/**
 * Moves a subscription to another plan now. What is left of the old period is given back and what is taken of the new one is charged, to
 * the millisecond; the same rhythm keeps its period, another begins a new one. What is owed is invoiced at once, what is left over waits
 * for the next invoice. During a trial nothing is reckoned.
 *
 * Throws a 422 refusal where the subscription is not active or the plan cannot be taken.
 *
 * @example
 * changePlan(context, subscriptionRow(context, id), input.model_id)
 */
export function changePlan(context: Context, row: SubscriptionRow, model_id: string): void {
  if (row.status !== 'active')
    refuse(
      422,
      'invalid_transition',
      'Subscription Is Not Active',
      `Subscription ${row.unique_id} is ${row.status}; only an active one moves.`,
    )
  const plan = planToTake(context, model_id, row.currency)
  if (plan.unique_id === row.model_id) return
  const { billing_period } = plan
  const price_minor = toMinor(context, 'model_id', plan.price, 0)
  const taken = { model_id, price_minor, billing_period }
  if (row.periods === 0) return void changeRow(context, subscriptions, row.unique_id, {}, taken)
  const at = context.now()
  const [start, end] = [Date.parse(row.current_period_start), Date.parse(row.current_period_end)]
  const same = billing_period === row.billing_period
  const unused = prorate(row.price_minor, end - at, end - start)
  const charged = same ? prorate(price_minor, end - at, end - start) : price_minor
  const owed = charged - unused
  // What waits from earlier changes pays first; what is left over waits in its place.
  const used = Math.min(row.credit_minor, Math.max(owed, 0))
  const credit_minor = row.credit_minor - used + Math.max(-owed, 0)
  if (owed > 0) {
    const lines = [
      { description: `${plan.name}, ${same ? 'rest of the period' : billing_period}`, quantity: 1, unit: charged },
      { description: `${row.model_name}, not used`, quantity: 1, unit: -unused },
      ...(used === 0 ? [] : [{ description: 'Left from an earlier plan', quantity: 1, unit: -used }]),
    ]
    issueInvoice(context, { customer: row.user_unique_id, subscription: row.unique_id, currency: row.currency, lines })
  }
  const anew = { anchor_at: instant(at), periods: 1, current_period_start: instant(at) }
  const rhythm = same ? {} : { ...anew, current_period_end: instant(periodEnd(at, billing_period, 1)) }
  changeRow(context, subscriptions, row.unique_id, {}, { ...taken, credit_minor, ...rhythm })
}
