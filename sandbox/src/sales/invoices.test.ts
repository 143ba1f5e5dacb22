import { expect, test } from 'vitest'
import { salesWorld } from './testing/salesWorld.ts'

const { send, customer, invoice, pay, told, plan, subscribe } = await salesWorld()

test('an invoice is numbered and added up to the cent', async () => {
  const line_items = [
    { description: 'Pencil', quantity: 3, unit_price: 0.1, sku: 'P-1' },
    { description: 'Chart', quantity: 1, unit_price: 64.25 },
  ]
  const answer = await send('POST', 'invoices', { invoice: { customer_unique_id: customer(), currency: 'EUR', line_items } })
  expect(answer.at('data.attributes')).toMatchObject({
    status: 'open',
    subtotal: 64.55,
    discount: 0,
    tax: 0,
    total: 64.55,
    amount_paid: 0,
    amount_due: 64.55,
    paid_at: null,
    line_items: [{ total: 0.3, sku: 'P-1' }, { total: 64.25 }],
  })
  const next = await told(`invoices/${await invoice(customer(), 1)}`)
  const numbers = [answer.told('data.attributes.number'), Object(next).number].map((number) => Number(String(number).slice(4)))
  expect((numbers[1] ?? 0) - (numbers[0] ?? 0)).toBe(1)
})

test.each([
  ['no lines', [], 'line_items'],
  ['a price below zero', [{ description: 'x', quantity: 1, unit_price: -1 }], 'line_items/0/unit_price'],
  ['a count of nothing', [{ description: 'x', quantity: 0, unit_price: 1 }], 'line_items/0/quantity'],
  ['a sum beyond reckoning', [{ description: 'x', quantity: 1e9, unit_price: 9e11 }], 'line_items'],
])('an invoice with %s is refused', async (_, line_items, field) => {
  const refused = await send('POST', 'invoices', { invoice: { customer_unique_id: customer(), line_items } })
  expect([refused.status, refused.at('errors.0.source.pointer')]).toEqual([422, `/invoice/${field}`])
})

test('an invoice is for somebody who is there, and a subscription of theirs', async () => {
  const line_items = [{ description: 'x', quantity: 1, unit_price: 1 }]
  const subscription_unique_id = await subscribe(await plan(5))
  const refused = [
    await send('POST', 'invoices', { invoice: { customer_unique_id: crypto.randomUUID(), line_items } }),
    await send('POST', 'invoices', { invoice: { customer_unique_id: customer(), subscription_unique_id, line_items } }),
  ]
  expect(refused.map(({ status }) => status)).toEqual([404, 422])
})

test('a paid invoice tells its payment, and is paid once', async () => {
  const who = customer()
  const id = await invoice(who, 64.25)
  const paid = await pay(id)
  expect([paid.status, paid.at('data.attributes')]).toMatchObject([200, { status: 'paid', amount_paid: 64.25, amount_due: 0 }])
  const payments = await send('GET', `users/${who}/payments`)
  expect(payments.at('data.0.id')).toBe(paid.at('data.relationships.payment.data.id'))
  expect(payments.at('data.0.attributes')).toMatchObject({ amount: 64.25, currency: 'EUR', status: 'confirmed', failure_code: null })
  const again = await pay(id)
  expect([again.status, again.at('errors.0.code')]).toEqual([409, 'conflict'])
  expect((await send('GET', `users/${who}/payments`)).at('data.length')).toBe(1)
})

test.each([
  ['tok_chargeDeclined', 'card_declined'],
  ['tok_chargeDeclinedInsufficientFunds', 'insufficient_funds'],
  ['tok_chargeDeclinedExpiredCard', 'expired_card'],
])('the token %s is declined, the try is kept and the invoice stays open', async (token, failure_code) => {
  const who = customer()
  const id = await invoice(who, 10)
  const refused = await pay(id, { token })
  expect([refused.status, refused.at('errors.0.code')]).toEqual([422, 'payment_rejected'])
  expect(refused.told('errors.0.detail')).toContain(failure_code)
  expect(await told(`invoices/${id}`)).toMatchObject({ status: 'open', amount_due: 10 })
  expect((await send('GET', `users/${who}/payments?status=failed`)).at('data.0.attributes')).toMatchObject({
    status: 'failed',
    failure_code,
  })
  expect((await pay(id)).status).toBe(200)
})

test('a card needs a token, cash does not, and all that is due is paid at once', async () => {
  const id = await invoice(customer(), 10)
  const refused = [
    await pay(id, { token: undefined }),
    await pay(id, { token: '4242424242424242' }),
    await pay(id, { amount: 9.99 }),
    await pay(id, { amount: 10.01 }),
  ]
  expect(refused.map((answer) => [answer.status, answer.at('errors.0.source.pointer')])).toEqual([
    [422, '/payment/token'],
    [422, '/payment/token'],
    [422, '/payment/amount'],
    [422, '/payment/amount'],
  ])
  expect((await pay(id, { payment_method: 'cash', token: undefined, amount: 10 })).status).toBe(200)
})

test('invoices are narrowed by customer, subscription and status', async () => {
  const who = customer()
  const subscription = await subscribe(await plan(5), who)
  await pay(await invoice(who, 7))
  const totals = async (query: string): Promise<unknown[]> => {
    const answer = await send('GET', `invoices?customer_unique_id=${who}&sort=total&${query}`)
    return Array.from({ length: Number(answer.at('data.length')) }, (_, row) => answer.at(`data.${row}.attributes.total`))
  }
  expect(await totals('')).toEqual([5, 7])
  expect(await totals('status=paid')).toEqual([7])
  expect(await totals(`subscription_unique_id=${subscription}`)).toEqual([5])
})
