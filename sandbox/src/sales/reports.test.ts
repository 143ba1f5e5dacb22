import { expect, test } from 'vitest'
import { salesWorld } from './testing/salesWorld.ts'

const day = 86_400_000

test('recurring revenue, churn and lifetime value are worked out from rows', async () => {
  const { plan, subscribe, send, later, pay } = await salesWorld()
  const monthly = await plan(30)
  const running = [
    await subscribe(monthly),
    await subscribe(monthly),
    await subscribe(await plan(120, { billing_period: 'yearly' })),
    await subscribe(await plan(3, { billing_period: 'weekly' })),
    await subscribe(await plan(500, { trial_days: 60 })),
  ]
  await subscribe(await plan(999, { currency: 'USD' }))
  await pay((await send('GET', `invoices?subscription_unique_id=${running[0]}`)).told('data.0.id'))
  await later(5 * day)
  await send('PUT', `subscriptions/${running[1]}/cancel`, { cancellation: { cancel_at_period_end: false } })
  const report = async (body: object): Promise<unknown> =>
    (await send('POST', 'reports/users/subscriptions/summary', { report: body })).at('data.attributes')
  expect(await report({})).toMatchObject({
    total_subscriptions: 5,
    active_subscriptions: 4,
    cancelled_subscriptions: 1,
    new_subscriptions: 5,
    churned_subscriptions: 1,
    // 30 + 120 / 12 + 3 × 52 / 12; the trial pays nothing yet.
    mrr: 53,
    currency: 'EUR',
    // Nobody was there when the 30 days began.
    churn_rate: 0,
    ltv: null,
    breakdown: [],
  })
  const lately = await report({ start_date: '2026-01-02', end_date: '2026-01-31', group_by: 'week' })
  // One of five left in 30 days: 20 %. Three pay 53 a month together.
  expect(lately).toMatchObject({ churn_rate: 20, churned_subscriptions: 1, new_subscriptions: 0, ltv: 88.33 })
  expect(lately).toMatchObject({ breakdown: [{ period: '2026-01-05', churned_subscriptions: 1, new_subscriptions: 0, revenue: 0 }] })
  expect(await report({ group_by: 'month', start_date: '2026-01-01' })).toMatchObject({
    by_model: [
      { model_name: 'For 120', subscribers: 1, revenue: 0 },
      { model_name: 'For 3', subscribers: 1, revenue: 0 },
      { model_name: 'For 30', subscribers: 1, revenue: 30 },
      { model_name: 'For 500', subscribers: 1, revenue: 0 },
    ],
    breakdown: [{ period: '2026-01', new_subscriptions: 5, churned_subscriptions: 1, revenue: 30 }],
  })
  expect(await report({ currency: 'USD' })).toMatchObject({ mrr: 999, active_subscriptions: 1 })
  expect(await report({ status: 'cancelled' })).toMatchObject({ total_subscriptions: 1, mrr: 0 })
  const refused = await send('POST', 'reports/users/subscriptions/summary', {
    report: { start_date: '2026-02-02', end_date: '2026-02-01' },
  })
  expect([refused.status, refused.at('errors.0.code')]).toEqual([422, 'invalid_parameters'])
})

test('a shop without anything has no revenue', async () => {
  const { send } = await salesWorld()
  const answer = await send('POST', 'reports/users/subscriptions/summary', { report: {} })
  expect(answer.at('data.attributes')).toMatchObject({ mrr: 0, churn_rate: 0, ltv: null, by_model: [], currency: 'USD' })
})

test('a sync runs on after its answer, one at a time, and counts what is new or changed', async () => {
  const waiting: (() => void)[] = []
  const { send, plan, subscribe, world, told, pay } = await salesWorld({ pause: () => new Promise((go) => waiting.push(go)) })
  const subscription = await subscribe(await plan(30))
  await subscribe(await plan(31))
  const begun = await send('POST', 'stripe/sync', { sync: {} })
  expect([begun.status, begun.at('data.attributes')]).toMatchObject([200, { status: 'running', customers: 0, finished_at: null }])
  expect((await send('POST', 'stripe/sync', { sync: {} })).status).toBe(409)
  const finish = async (id: string): Promise<unknown> => {
    for (const go of waiting.splice(0)) go()
    await world.sandbox.settled()
    return told(`stripe/sync/${id}`)
  }
  expect(await finish(begun.told('data.id'))).toMatchObject({
    status: 'completed',
    customers: 2,
    subscriptions: 2,
    payments: 0,
    errors: [],
  })
  world.advance(1000)
  await pay((await send('GET', `invoices?subscription_unique_id=${subscription}`)).told('data.0.id'))
  await send('PUT', `subscriptions/${subscription}`, { subscription: { name: 'Boat' } })
  const next = (await send('POST', 'stripe/sync', { sync: { resources: ['subscriptions', 'payments'] } })).told('data.id')
  expect(await finish(next)).toMatchObject({ customers: 0, subscriptions: 1, payments: 1 })
})

test('a sync that never came back is called failed, and another may begin', async () => {
  const { send, world, told } = await salesWorld({ pause: () => new Promise(() => {}) })
  const begun = (await send('POST', 'stripe/sync', { sync: {} })).told('data.id')
  world.advance(60_000)
  expect(await told(`stripe/sync/${begun}`)).toMatchObject({ status: 'failed', errors: ['the sandbox was stopped meanwhile'] })
  expect((await send('POST', 'stripe/sync', { sync: {} })).status).toBe(200)
})
