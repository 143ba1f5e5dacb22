import fc from 'fast-check'
import { expect, test } from 'vitest'
import { salesWorld } from './testing/salesWorld.ts'

const day = 86_400_000

test('a subscription begins with an open invoice, and renews with another once that is paid', async () => {
  const { plan, subscribe, billed, send, pay, later, told } = await salesWorld()
  const subscription = await subscribe(await plan(31))
  expect(await told(`subscriptions/${subscription}`)).toMatchObject({
    status: 'active',
    price: 31,
    billing_period: 'monthly',
    current_period_start: '2026-01-01T00:00:00.000Z',
    current_period_end: '2026-02-01T00:00:00.000Z',
    trial_end: null,
  })
  expect(await billed(subscription)).toEqual([[31, 'open']])
  await pay((await send('GET', `invoices?subscription_unique_id=${subscription}`)).told('data.0.id'))
  await later(31 * day)
  expect(await billed(subscription)).toEqual([
    [31, 'paid'],
    [31, 'open'],
  ])
  expect(await told(`subscriptions/${subscription}`)).toMatchObject({ current_period_end: '2026-03-01T00:00:00.000Z' })
  await later(28 * day)
  expect(await told(`subscriptions/${subscription}`)).toMatchObject({ status: 'expired' })
  expect(await billed(subscription)).toEqual([
    [31, 'paid'],
    [31, 'uncollectible'],
  ])
})

test('a trial costs nothing until it is over', async () => {
  const { plan, subscribe, billed, later, told, send } = await salesWorld()
  const subscription = await subscribe(await plan(20, { trial_days: 14 }))
  expect(await billed(subscription)).toEqual([])
  await send('PUT', `subscriptions/${subscription}`, { subscription: { model_id: await plan(25) } })
  expect(await told(`subscriptions/${subscription}`)).toMatchObject({ price: 25, credit: 0, trial_end: '2026-01-15T00:00:00.000Z' })
  await later(14 * day)
  expect(await billed(subscription)).toEqual([[25, 'open']])
  expect(await told(`subscriptions/${subscription}`)).toMatchObject({ current_period_end: '2026-02-15T00:00:00.000Z' })
})

test('a dearer plan is charged for what is left of the period, less what is not used of the old one', async () => {
  const { plan, subscribe, billed, later, told, send } = await salesWorld()
  const subscription = await subscribe(await plan(31))
  const dearer = await plan(62)
  await later(10 * day)
  const moved = await send('PUT', `subscriptions/${subscription}`, { subscription: { model_id: dearer } })
  expect(moved.at('data.attributes')).toMatchObject({ model_id: dearer, price: 62, model_name: 'For 62', credit: 0 })
  const invoice = await send('GET', `invoices?subscription_unique_id=${subscription}&sort=-number`)
  expect(invoice.at('data.0.attributes.line_items')).toMatchObject([{ total: 42 }, { total: -21 }])
  expect((await billed(subscription)).map(([total]) => total)).toEqual([31, 21])
  expect(await told(`subscriptions/${subscription}`)).toMatchObject({ current_period_end: '2026-02-01T00:00:00.000Z' })
})

test('what is left over from a cheaper plan waits for the next invoice', async () => {
  const { plan, subscribe, billed, later, send, pay, told } = await salesWorld()
  const subscription = await subscribe(await plan(62))
  const cheaper = await plan(31)
  await pay((await send('GET', `invoices?subscription_unique_id=${subscription}`)).told('data.0.id'))
  await later(10 * day)
  const moved = await send('PUT', `subscriptions/${subscription}`, { subscription: { model_id: cheaper } })
  expect(moved.at('data.attributes')).toMatchObject({ price: 31, credit: 21 })
  expect(await billed(subscription)).toEqual([[62, 'paid']])
  await later(21 * day)
  expect((await billed(subscription)).at(-1)).toEqual([10, 'open'])
  expect(await told(`subscriptions/${subscription}`)).toMatchObject({ credit: 0 })
})

test('what is left over pays for the next dearer plan first', async () => {
  const { plan, subscribe, billed, later, send } = await salesWorld()
  const [dear, cheap] = [await plan(62), await plan(31)]
  const subscription = await subscribe(dear)
  const move = async (model_id: string): Promise<unknown> =>
    (await send('PUT', `subscriptions/${subscription}`, { subscription: { model_id } })).at('data.attributes.credit')
  await later(10 * day)
  expect(await move(cheap)).toBe(21)
  await later(10 * day)
  // 22 for eleven days of the dear plan, less 11 of the cheap one: all of it is there.
  expect(await move(dear)).toBe(10)
  expect((await billed(subscription)).at(-1)).toEqual([0, 'paid'])
})

test('another rhythm begins a new period now', async () => {
  const { plan, subscribe, billed, later, send } = await salesWorld()
  const subscription = await subscribe(await plan(31))
  await later(10 * day)
  const yearly = await plan(365, { billing_period: 'yearly' })
  const moved = await send('PUT', `subscriptions/${subscription}`, { subscription: { model_id: yearly } })
  expect(moved.at('data.attributes')).toMatchObject({
    current_period_start: '2026-01-11T00:00:00.000Z',
    current_period_end: '2027-01-11T00:00:00.000Z',
  })
  expect((await billed(subscription)).at(-1)).toEqual([344, 'open'])
})

test('however often the plan changes, what is billed is what was used, to a cent a change', async () => {
  const { plan, subscribe, billed, later, told, send } = await salesWorld()
  const prices = [7, 3.33, 19.99, 250]
  const plans = await Promise.all(prices.map((price) => plan(price, { billing_period: 'weekly' })))
  const change = fc.record({ to: fc.nat(3), hours: fc.integer({ min: 1, max: 40 }) })
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 4 }), async (changes) => {
      const subscription = await subscribe(plans[0] ?? '')
      let [used, left, price] = [0, 168, prices[0] ?? 0]
      for (const { to, hours } of changes) {
        await later(hours * 3_600_000)
        ;[used, left] = [used + (price * hours) / 168, left - hours]
        price = prices[to] ?? 0
        await send('PUT', `subscriptions/${subscription}`, { subscription: { model_id: plans[to] } })
      }
      const sum = (await billed(subscription)).reduce((total, [one]) => total + Number(one), 0)
      const { credit } = (await told(`subscriptions/${subscription}`)) as { credit: number } // checked against its declaration
      expect(Math.abs(sum - credit - used - (price * left) / 168)).toBeLessThan(0.01 * changes.length + 1e-6)
    }),
    { numRuns: 6 },
  )
})

test('a plan that is retired, in another currency or not there cannot be taken', async () => {
  const { plan, subscribe, send, customer } = await salesWorld()
  const subscription = await subscribe(await plan(31))
  const wrong = [await plan(1, { status: 'inactive' }), await plan(1, { currency: 'USD' }), crypto.randomUUID()]
  for (const model_id of wrong) {
    const refused = await send('PUT', `subscriptions/${subscription}`, { subscription: { model_id } })
    expect([refused.status, refused.at('errors.0.source.pointer')]).toEqual([422, '/subscription/model_id'])
  }
  const nobody = { model_id: await plan(2), user_unique_id: crypto.randomUUID() }
  expect((await send('POST', 'subscriptions', { subscription: nobody })).status).toBe(404)
  expect((await send('POST', 'subscriptions', { subscription: { ...nobody, user_unique_id: customer() } })).status).toBe(201)
})

test('cancelled at the end of the period, a subscription runs until then and can be kept', async () => {
  const { plan, subscribe, send, later, told, billed } = await salesWorld()
  const subscription = await subscribe(await plan(31))
  const path = `subscriptions/${subscription}`
  const ending = await send('PUT', `${path}/cancel`, { cancellation: { reason: 'Sold the boat' } })
  expect(ending.at('data.attributes')).toMatchObject({ status: 'cancelling', cancel_at_period_end: true, cancel_reason: 'Sold the boat' })
  const kept = await send('PUT', path, { subscription: { cancel_at_period_end: false } })
  expect(kept.at('data.attributes')).toMatchObject({ status: 'active', cancel_at_period_end: false, cancelled_at: null })
  await send('PUT', path, { subscription: { cancel_at_period_end: true } })
  expect((await send('PUT', path, { subscription: { model_id: await plan(50) } })).at('errors.0.code')).toBe('invalid_transition')
  await later(31 * day)
  expect(await told(path)).toMatchObject({ status: 'cancelled' })
  expect(await billed(subscription)).toEqual([[31, 'open']])
})

test('cancelled at once, a subscription is over and nothing more is owed', async () => {
  const { plan, subscribe, send, billed } = await salesWorld()
  const subscription = await subscribe(await plan(31))
  const path = `subscriptions/${subscription}`
  const over = await send('PUT', `${path}/cancel`, { cancellation: { cancel_at_period_end: false } })
  expect(over.at('data.attributes')).toMatchObject({ status: 'cancelled', cancelled_at: '2026-01-01T00:00:00.000Z' })
  expect(await billed(subscription)).toEqual([[31, 'void']])
  const again = [await send('PUT', `${path}/cancel`, { cancellation: {} }), await send('PUT', path, { subscription: { name: 'x' } })]
  expect(again.map((answer) => [answer.status, answer.at('errors.0.code')])).toEqual(again.map(() => [422, 'invalid_transition']))
})

test('who has a plan keeps its price when the plan changes', async () => {
  const { plan, subscribe, send, told } = await salesWorld()
  const model = await plan(31)
  const subscription = await subscribe(model)
  await send('PUT', `subscription_models/${model}`, { subscription_model: { price: 99.5, name: 'Dear' } })
  expect(await told(`subscriptions/${subscription}`)).toMatchObject({ price: 31, model_name: 'Dear' })
  expect(await told(`subscription_models/${model}`)).toMatchObject({ price: 99.5, subscribers_count: 1 })
})
