import { expect, test } from 'vitest'
import { newcomer } from '../testing/blockWorld.ts'
import { onePiece } from './testing/onePiece.ts'
import { salesWorld } from './testing/salesWorld.ts'

test('what one app id holds, another neither lists nor reads nor changes', async () => {
  const here = await salesWorld()
  const piece = await onePiece(here)
  const there = await newcomer(here.world, 'elsewhere')
  const options = { appId: 'elsewhere', token: there.token }
  for (const kind of ['subscription_models', 'subscriptions', 'customers', 'invoices', 'coupons'])
    expect((await here.send('GET', kind, undefined, options)).at('data')).toEqual([])
  const writes = [
    ['PUT', `subscription_models/${piece.subscription_models}`, { subscription_model: { name: 'x' } }],
    ['PUT', `subscriptions/${piece.subscriptions}`, { subscription: { name: 'x' } }],
    ['PUT', `subscriptions/${piece.subscriptions}/cancel`, { cancellation: {} }],
    ['POST', `invoices/${piece.invoices}/pay`, { payment: { payment_method: 'cash' } }],
    ['PUT', `coupons/${piece.coupons}/void`, {}],
    ['POST', 'coupons/apply', { coupon_application: { code: piece.code, customer_unique_id: there.unique_id, order_total: 1 } }],
    ['GET', `stripe/sync/${piece.sync}`, undefined],
    ['GET', `users/${piece.users}/payments`, undefined],
  ] as const
  for (const [method, path, body] of writes)
    expect([path, (await here.send(method, path, body, { ...options, body })).status]).toEqual([path, 404])
  const report = await here.send('POST', 'reports/users/subscriptions/summary', {}, { ...options, body: { report: {} } })
  expect(report.at('data.attributes')).toMatchObject({ total_subscriptions: 0, mrr: 0 })
  expect(await here.told(`subscriptions/${piece.subscriptions}`)).toMatchObject({ status: 'active', name: null })
})
