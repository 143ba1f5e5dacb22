import {
  cancelSubscription,
  createSubscription,
  getSubscription,
  listSubscriptions,
  Subscription,
  updateSubscription,
} from '@blockstate/core/sales'
import { enrolled } from '../auth/enrolled.ts'
import { equalTo } from '../database/equalTo.ts'
import { changeRow, createRow, findRow, instant } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { toMinor } from '../server/minorUnits.ts'
import { refuse } from '../server/refusal.ts'
import { changePlan, planToTake } from './changePlan.ts'
import { handleCurrent } from './handleCurrent.ts'
import { periodEnd } from './periodEnd.ts'
import { bill, closeOpenInvoices } from './renewDue.ts'
import { subscriptionRow } from './subscriptionRow.ts'
import { customers, subscriptions } from './tables.ts'

const day = 86_400_000

/** Subscriptions: begun, moved from plan to plan, ended. */
export const subscriptionHandlers = [
  handleCurrent(listSubscriptions, (context, input) => {
    const { status, user_unique_id, model_id } = input
    return answerPage(context, subscriptions, input, equalTo({ status, user_unique_id, model_id }))
  }),
  handleCurrent(getSubscription, (context, { unique_id }) => record(Subscription, findRow(context, subscriptions, unique_id))),
  handleCurrent(createSubscription, (context, { model_id, name = null, user_unique_id = context.user.unique_id }) =>
    context.database.transaction(() => {
      const plan = planToTake(context, model_id)
      const customer = enrolled(context, customers, user_unique_id)
      const now = context.now()
      const trial = (plan.trial_days ?? 0) * day
      const anchor = now + trial
      const told = createRow(
        context,
        subscriptions,
        { model_id, name, user_unique_id: customer.unique_id },
        {
          status: 'active',
          price_minor: toMinor(context, 'model_id', plan.price, 0),
          currency: plan.currency ?? 'USD',
          billing_period: plan.billing_period,
          anchor_at: instant(anchor),
          periods: trial > 0 ? 0 : 1,
          current_period_start: instant(now),
          current_period_end: instant(trial > 0 ? anchor : periodEnd(anchor, plan.billing_period, 1)),
          trial_end: trial > 0 ? instant(anchor) : null,
          cancel_at_period_end: 0,
          credit_minor: 0,
        },
      )
      if (trial === 0) bill(context, subscriptionRow(context, told.unique_id), now)
      return record(Subscription, told)
    }),
  ),
  handleCurrent(updateSubscription, (context, { unique_id, model_id, name, cancel_at_period_end }) =>
    context.database.transaction(() => {
      const { status } = subscriptionRow(context, unique_id)
      if (status === 'cancelled' || status === 'expired')
        refuse(422, 'invalid_transition', 'Subscription Is Over', `Subscription ${unique_id} is ${status}; begin a new one.`)
      if (name !== undefined) changeRow(context, subscriptions, unique_id, { name })
      if (cancel_at_period_end === true) changeRow(context, subscriptions, unique_id, {}, cancelling(instant(context.now())))
      if (cancel_at_period_end === false) changeRow(context, subscriptions, unique_id, {}, staying)
      if (model_id !== undefined) changePlan(context, subscriptionRow(context, unique_id), model_id)
      return record(Subscription, findRow(context, subscriptions, unique_id))
    }),
  ),
  handleCurrent(cancelSubscription, (context, { unique_id, reason = null, cancel_at_period_end = true }) =>
    context.database.transaction(() => {
      const { status } = subscriptionRow(context, unique_id)
      if (status === 'cancelled' || status === 'expired')
        refuse(422, 'invalid_transition', 'Subscription Is Over', `Subscription ${unique_id} is ${status} already.`)
      const at = instant(context.now())
      const now = { status: 'cancelled', cancel_at_period_end: 0, cancelled_at: at, ended_at: at }
      const ending = cancel_at_period_end ? cancelling(at) : now
      changeRow(context, subscriptions, unique_id, {}, { ...ending, cancel_reason: reason })
      if (!cancel_at_period_end) closeOpenInvoices(context, unique_id, 'void')
      return record(Subscription, findRow(context, subscriptions, unique_id))
    }),
  ),
]

const staying = { status: 'active', cancel_at_period_end: 0, cancelled_at: null, cancel_reason: null } as const

function cancelling(at: string): { status: string; cancel_at_period_end: number; cancelled_at: string } {
  return { status: 'cancelling', cancel_at_period_end: 1, cancelled_at: at }
}
