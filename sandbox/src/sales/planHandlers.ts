import { createPlan, getPlan, listPlans, Plan, updatePlan } from '@blockstate/core/sales'
import { equalTo } from '../database/equalTo.ts'
import { changeRow, createRow, findRow } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { atLeast } from '../server/atLeast.ts'
import { checkCurrency } from '../server/checkCurrency.ts'
import { handle } from '../server/handle.ts'
import { toMinor } from '../server/minorUnits.ts'
import { handleCurrent } from './handleCurrent.ts'
import { plans } from './tables.ts'

/** Plans: what can be subscribed to. */
export const planHandlers = [
  handleCurrent(listPlans, (context, input) =>
    answerPage(context, plans, input, { search: ['name', 'description'], sort: 'price', ...equalTo({ status: input.status }) }),
  ),
  handleCurrent(getPlan, (context, { unique_id }) => record(Plan, findRow(context, plans, unique_id))),
  handle(createPlan, (context, { price, currency = 'USD', trial_days = 0, features = [], status = 'active', ...input }) => {
    const price_minor = toMinor(context, 'price', price, 0)
    checkCurrency(context, currency)
    atLeast(context, 'trial_days', trial_days, 0)
    return record(Plan, createRow(context, plans, { ...input, currency, trial_days, features, status }, { price_minor }))
  }),
  handleCurrent(updatePlan, (context, { unique_id, price, ...input }) =>
    context.database.transaction(() => {
      if (input.currency !== undefined) checkCurrency(context, input.currency)
      atLeast(context, 'trial_days', input.trial_days, 0)
      const priced = price === undefined ? {} : { price_minor: toMinor(context, 'price', price, 0) }
      changeRow(context, plans, unique_id, input, priced)
      return record(Plan, findRow(context, plans, unique_id))
    }),
  ),
]
