import { expect, test } from 'vitest'
import { salesWorld } from './testing/salesWorld.ts'

const { send, made, customer, invoice, plan, subscribe, billed, pay, told, later, world } = await salesWorld()
const day = 86_400_000
const at = (days: number): string => new Date(world.now() + days * day).toISOString()
const coupon = (code: string, more: object = {}): Promise<string> =>
  made('coupons', { coupon: { code, discount_type: 'percentage', discount_value: 12.5, ...more } })
const apply = (code: string, customer_unique_id: string, more: object): ReturnType<typeof send> =>
  send('POST', 'coupons/apply', { coupon_application: { code, customer_unique_id, ...more } })

test('a coupon takes its share off an open invoice, which tells the new total', async () => {
  const who = customer()
  await coupon('EIGHTH', { max_uses: 2 })
  const id = await invoice(who, 9.99)
  const told1 = await apply('eighth', who, { invoice_unique_id: id })
  expect([told1.status, told1.at('data.attributes')]).toMatchObject([
    200,
    { code: 'EIGHTH', discount_amount: 1.25, final_total: 8.74, remaining_uses: 1 },
  ])
  expect(await told(`invoices/${id}`)).toMatchObject({ subtotal: 9.99, discount: 1.25, total: 8.74, amount_due: 8.74 })
  expect((await apply('EIGHTH', who, { invoice_unique_id: id })).status).toBe(409)
  expect((await pay(id)).at('data.attributes')).toMatchObject({ status: 'paid', amount_paid: 8.74 })
})

test('an amount is taken off in its own currency only, and never more than there is', async () => {
  const who = customer()
  await coupon('FIVE', { discount_type: 'fixed', discount_value: 5, currency: 'EUR', max_uses: 9 })
  await coupon('DOLLARS', { discount_type: 'fixed', discount_value: 5, currency: 'USD' })
  const id = await invoice(who, 3)
  expect((await apply('DOLLARS', who, { invoice_unique_id: id })).at('errors.0.source.pointer')).toBe('/coupon_application/code')
  await apply('FIVE', who, { invoice_unique_id: id })
  expect(await told(`invoices/${id}`)).toMatchObject({ total: 0, status: 'paid', amount_due: 0 })
})

test("a subscription's coupon comes off its next invoice and no other", async () => {
  const who = customer()
  await coupon('NEXT')
  const subscription = await subscribe(await plan(10, { billing_period: 'weekly' }), who)
  const payOpen = async (): Promise<void> => {
    await pay((await send('GET', `invoices?subscription_unique_id=${subscription}&status=open`)).told('data.0.id'))
  }
  await payOpen()
  await apply('NEXT', who, { subscription_unique_id: subscription })
  await later(7 * day)
  await send('GET', 'subscriptions')
  await payOpen()
  await later(7 * day)
  expect((await billed(subscription)).map(([total]) => total)).toEqual([10, 8.75, 10])
})

test('a coupon works as often as it says, from its first moment to its last, and not when void', async () => {
  const who = customer()
  const code = async (answer: ReturnType<typeof send>): Promise<unknown> => (await answer).at('errors.0.code')
  await coupon('ONCE')
  const order = { order_total: 80 }
  expect((await apply('ONCE', who, order)).at('data.attributes')).toMatchObject({ final_total: 70, remaining_uses: 0 })
  expect(await code(apply('ONCE', customer(), order))).toBe('coupon_expired')
  await coupon('SEASON', { valid_from: at(1), valid_to: at(2), max_uses: 5 })
  expect(await code(apply('SEASON', who, order))).toBe('coupon_expired')
  await later(day)
  expect(await code(apply('SEASON', who, order))).toBeUndefined()
  await later(day)
  expect(await code(apply('SEASON', who, order))).toBe('coupon_expired')
  const off = await coupon('OFF', { max_uses: 5 })
  expect((await send('PUT', `coupons/${off}/void`)).at('data.attributes.status')).toBe('voided')
  expect(await code(apply('OFF', who, order))).toBe('coupon_expired')
  const statuses = ['ONCE', 'SEASON', 'OFF'].map(async (one) => (await send('GET', `coupons?search=${one}`)).at('data.0.attributes.status'))
  expect(await Promise.all(statuses)).toEqual(['redeemed', 'expired', 'voided'])
  expect((await send('GET', 'coupons?status=voided')).at('data.length')).toBe(1)
})

test('a coupon is for one thing that is open and the customer’s own', async () => {
  const [who, other] = [customer(), customer()]
  const key = await coupon('MINE', { max_uses: 9 })
  const [id, paid] = [await invoice(who, 10), await invoice(who, 10)]
  await pay(paid)
  const refused = [
    await apply('MINE', who, {}),
    await apply('MINE', who, { invoice_unique_id: id, order_total: 3 }),
    await apply('MINE', other, { invoice_unique_id: id }),
    await apply('MINE', who, { invoice_unique_id: paid }),
  ]
  expect(refused.map(({ status }) => status)).toEqual([422, 422, 422, 422])
  expect((await apply('NONE', who, { order_total: 3 })).at('errors.0.title')).toBe('Coupon Not Found')
  expect((await apply('MINE', who, { invoice_unique_id: crypto.randomUUID() })).at('errors.0.title')).toBe('Invoice Not Found')
  expect((await send('GET', 'coupons?search=MINE')).at('data.0.attributes')).toMatchObject({ used_count: 0, unique_id: key })
})

test.each([
  ['more than all', { discount_value: 100.01 }, 'discount_value'],
  ['nothing', { discount_value: 0 }, 'discount_value'],
  ['an amount of no currency', { discount_type: 'fixed' }, 'currency'],
  ['an end before its start', { valid_from: at(2), valid_to: at(1) }, 'valid_to'],
  ['no use', { max_uses: 0 }, 'max_uses'],
])('a coupon for %s is refused', async (_, fault, field) => {
  const refused = await send('POST', 'coupons', { coupon: { code: 'WRONG', discount_type: 'percentage', discount_value: 5, ...fault } })
  expect([refused.status, refused.at('errors.0.source.pointer')]).toEqual([422, `/coupon/${field}`])
})

test('a code is given once, whatever its letter case', async () => {
  await coupon('TWICE')
  const again = await send('POST', 'coupons', { coupon: { code: 'twice', discount_type: 'percentage', discount_value: 5 } })
  expect([again.status, again.at('errors.0.code')]).toEqual([409, 'duplicate_code'])
})
