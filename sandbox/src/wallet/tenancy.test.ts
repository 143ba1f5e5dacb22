import { expect, test } from 'vitest'
import { newcomer } from '../testing/blockWorld.ts'
import { codeOf, walletWorld } from './testing/walletWorld.ts'

test('what one app id holds, another neither lists nor reads nor moves, and its references are its own', async () => {
  const { send, wallet, move, balance, world, me } = await walletWorld()
  const path = await wallet(10, 'EUR', me)
  await move(path, 'credit', 1, { reference_id: 'order-1' })
  const there = await newcomer(world, 'elsewhere')
  const options = { appId: 'elsewhere', token: there.token }
  const transaction = { transaction_type: 'credit', amount: 5, currency: 'EUR', reference_id: 'order-1' }
  for (const below of ['', '/transactions', '/ledger_entries', '/summary'])
    expect((await send('GET', `${path}${below}`, undefined, options)).status).toBe(404)
  expect((await send('GET', `users/${me}/wallets`, undefined, options)).status).toBe(404)
  expect((await send('POST', path, { transaction }, { ...options, body: { transaction } })).status).toBe(404)
  expect((await send('PUT', path, {}, { ...options, body: { wallet: { status: 'suspended' } } })).status).toBe(404)

  const own = (await send('POST', `users/${there.unique_id}/wallets`, {}, { ...options, body: { wallet: { currency: 'EUR' } } })).told(
    'data.id',
  )
  const theirs = `users/${there.unique_id}/wallets/${own}`
  expect((await send('POST', theirs, {}, { ...options, body: { transaction } })).status).toBe(201)
  const transfer = { target_wallet_code: codeOf(path), amount: 1, currency: 'EUR' }
  expect((await send('POST', `${theirs}/transfer`, {}, { ...options, body: { transfer } })).at('errors.0.code')).toBe('wallet_not_found')
  expect(await balance(path)).toBe(11)
})

test("a wallet is reached by its own user's path only", async () => {
  const { send, wallet, me } = await walletWorld()
  const path = await wallet(10)
  expect((await send('GET', `users/${me}/wallets/${codeOf(path)}`)).at('errors.0.title')).toBe('Wallet Not Found')
})
