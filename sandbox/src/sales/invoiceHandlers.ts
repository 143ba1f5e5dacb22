import { createInvoice, Customer, getInvoice, Invoice, listCustomers, listInvoices, listPayments, payInvoice } from '@blockstate/core/sales'
import type { RecordOf } from '@blockstate/core/describe'
import { enrolled } from '../auth/enrolled.ts'
import { equalTo } from '../database/equalTo.ts'
import { changeRow, createRow, findRow, instant } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { atLeast } from '../server/atLeast.ts'
import { checkCurrency } from '../server/checkCurrency.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { toMinor } from '../server/minorUnits.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { handleCurrent } from './handleCurrent.ts'
import { issueInvoice, subtotalOf } from './issueInvoice.ts'
import { processPayment } from './processPayment.ts'
import { subscriptionRow } from './subscriptionRow.ts'
import { customers, invoices, payments } from './tables.ts'

/** Invoices: issued and paid; and who they are for. */
export const invoiceHandlers = [
  handle(listCustomers, (context, input) => answerPage(context, customers, input, { search: Object.keys(Customer.fields), sort: 'name' })),
  handleCurrent(listInvoices, (context, input) => {
    const { customer_unique_id, status, subscription_unique_id } = input
    return answerPage(context, invoices, input, equalTo({ customer_unique_id, status, subscription_unique_id }))
  }),
  handleCurrent(getInvoice, (context, { unique_id }) => record(Invoice, findRow(context, invoices, unique_id))),
  handleCurrent(createInvoice, (context, { customer_unique_id, subscription_unique_id, currency = 'USD', line_items, ...given }) =>
    context.database.transaction(() => {
      const customer = enrolled(context, customers, customer_unique_id).unique_id
      checkCurrency(context, currency)
      if (line_items.length === 0) refuseField(context.pointer('line_items'), 'line_items must hold a line or more')
      const lines = line_items.map(({ description, sku, quantity, unit_price }, index) => {
        atLeast(context, `line_items/${index}/quantity`, quantity, 1)
        return { description, sku, quantity, unit: toMinor(context, `line_items/${index}/unit_price`, unit_price, 0) }
      })
      // The sum is one that numbers hold exactly, as each price is.
      if (!Number.isSafeInteger(subtotalOf(lines)))
        refuseField(context.pointer('line_items'), 'line_items come to more than can be reckoned with')
      const subscription = subscription_unique_id ?? null
      if (subscription !== null && subscriptionRow(context, subscription).user_unique_id !== customer)
        refuseField(context.pointer('subscription_unique_id'), `subscription ${subscription} is somebody else's`)
      return record(Invoice, issueInvoice(context, { customer, subscription, currency, lines, given }))
    }),
  ),
  handleCurrent(payInvoice, (context, { unique_id, payment_method, token, amount }) => {
    const invoice = findRow(context, invoices, unique_id)
    if (invoice.status !== 'open')
      refuse(409, 'conflict', 'Invoice Is Not Open', `Invoice ${invoice.number} is ${invoice.status}; only an open one can be paid.`)
    const due = toMinor(context, 'amount', invoice.amount_due)
    if (amount !== undefined && toMinor(context, 'amount', amount) !== due)
      refuseField(context.pointer('amount'), `amount must be all that is due: ${invoice.amount_due}`)
    const failure = charge(context, payment_method, token)
    const payment = notePayment(context, invoice, payment_method, due, failure)
    // The refused try stays on record; the invoice stays open.
    if (failure !== null)
      refuse(422, 'payment_rejected', 'Payment Rejected', `The processor refused invoice ${invoice.number}: ${failure}. Use another card.`)
    return record(Invoice, findRow(context, invoices, unique_id), {
      status: 200,
      relationships: { payment: { type: 'payment', id: payment } },
    })
  }),
  handle(listPayments, (context, input) => {
    const customer = enrolled(context, customers, input.unique_id)
    return answerPage(context, payments, input, equalTo({ user_unique_id: customer.unique_id, status: input.status }))
  }),
]

function charge(context: Context, payment_method: string, token: string | undefined): string | null {
  if (payment_method === 'cash' || payment_method === 'transfer') return null
  if (token === undefined || !/^tok_\w+$/.test(token))
    refuseField(context.pointer('token'), `token must name a card, such as tok_visa, for ${payment_method}`)
  return processPayment(token)
}

function notePayment(
  context: Context,
  invoice: RecordOf<typeof Invoice>,
  payment_method: string,
  amount_minor: number,
  failure_code: string | null,
): string {
  const { unique_id, customer_unique_id, currency = 'USD' } = invoice
  return context.database.transaction(() => {
    const status = failure_code === null ? 'confirmed' : 'failed'
    const columns = { invoice_unique_id: unique_id, user_unique_id: customer_unique_id, payment_method, amount_minor, currency, status }
    const payment = createRow(context, payments, {}, { ...columns, failure_code }).unique_id
    if (failure_code === null) {
      const paid = { status: 'paid', paid_minor: amount_minor, paid_at: instant(context.now()) }
      changeRow(context, invoices, unique_id, {}, paid)
    }
    return payment
  })
}
