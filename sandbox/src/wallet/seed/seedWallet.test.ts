import { expect, test } from 'vitest'
import { demoUsers } from '../../seed/seedUsers.ts'
import { newcomer } from '../../testing/blockWorld.ts'
import { walletWorld } from '../testing/walletWorld.ts'

const { send, world } = await walletWorld({ seed: true }, 'demo')
const { ada, grace } = demoUsers

test('Ada has euros with more than a page of history, and dollars', async () => {
  const wallets = await send('GET', `users/${ada.unique_id}/wallets?sort=currency`)
  expect([0, 1].map((row) => wallets.at(`data.${row}.attributes.currency`))).toEqual(['EUR', 'USD'])
  const history = await send('GET', `users/${ada.unique_id}/wallets/${wallets.told('data.0.id')}/transactions`)
  expect(history.at('meta.pagination')).toMatchObject({ total_count: 36, total_pages: 2 })
  expect(history.at('data.0.attributes')).toMatchObject({ transaction_type: 'transfer', description: 'Lost bet about the tide' })
  const day = 86_400_000
  expect(history.at('data.0.attributes.created_at')).toBe(new Date(world.now() - day).toISOString())
})

test("Grace's pounds are frozen, with money in them", async () => {
  const frozen = await send('GET', `users/${grace.unique_id}/wallets?status=suspended`)
  expect(frozen.at('data.0.attributes')).toMatchObject({ currency: 'GBP', balance: 81.4 })
})

test('the demo ledger balances', () => {
  const { database } = world.sandbox
  expect(database.get('select sum(amount_minor) as total from wallet_entries')).toEqual({ total: 0 })
})

test('another app id has none of it', async () => {
  const { token } = await newcomer(world, 'elsewhere')
  const options = { appId: 'elsewhere', token }
  expect((await send('GET', `users/${ada.unique_id}/wallets`, undefined, options)).status).toBe(404)
})
