import { expect, test } from 'vitest'
import { demoUsers } from '../../seed/seedUsers.ts'
import { newcomer } from '../../testing/blockWorld.ts'
import { salesWorld } from '../testing/salesWorld.ts'

const { send, world } = await salesWorld({ seed: true }, 'demo')
const count = async (path: string): Promise<unknown> => (await send('GET', path)).at('meta.pagination.total_count')

test('there are six plans, 18 buyers and more invoices than a page, in several states', async () => {
  expect([await count('subscription_models'), await count('customers'), await count('subscriptions')]).toEqual([6, 18, 18])
  expect(await count('invoices')).toBeGreaterThan(50)
  const states = ['active', 'cancelling', 'cancelled'].map((status) => count(`subscriptions?status=${status}`))
  expect(await Promise.all(states)).toEqual([15, 1, 2])
  expect(await count('invoices?status=open')).toBe(2)
  expect((await send('GET', 'invoices')).at('data.0.attributes.number')).toMatch(/^INV-\d{6}$/)
})

test('the shop has revenue, and lost somebody lately', async () => {
  const report = await send('POST', 'reports/users/subscriptions/summary', { report: { group_by: 'month' } })
  expect(report.at('data.attributes.mrr')).toBeGreaterThan(100)
  expect(report.at('data.attributes.ltv')).toBeGreaterThan(0)
})

test('Ada has an invoice to pay, after a card that was refused', async () => {
  const { unique_id } = demoUsers.ada
  expect((await send('GET', `users/${unique_id}/payments?status=failed`)).at('data.0.attributes.failure_code')).toBe('insufficient_funds')
  const open = await send('GET', `invoices?customer_unique_id=${unique_id}&status=open`)
  expect((await send('POST', `invoices/${open.told('data.0.id')}/pay`, { payment: { payment_method: 'cash' } })).status).toBe(200)
})

test('the coupons are in every state but used up', async () => {
  const coupons = await send('GET', 'coupons?sort=code')
  expect([0, 1, 2, 3].map((row) => coupons.at(`data.${row}.attributes.status`))).toEqual(['active', 'voided', 'expired', 'active'])
})

test('another app id has none of it', async () => {
  const { token } = await newcomer(world, 'elsewhere')
  for (const kind of ['subscription_models', 'subscriptions', 'invoices', 'coupons'])
    expect((await send('GET', kind, undefined, { appId: 'elsewhere', token })).at('data')).toEqual([])
})
