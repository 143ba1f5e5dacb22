import { call, createClient, hostPlatform } from '@blockstate/core'
import { login } from '@blockstate/core/auth'
import { getTransactions, transfer } from '@blockstate/core/wallet'
import { expect, test } from 'vitest'
import { testPassword } from '../testing/blockWorld.ts'
import { codeOf, walletWorld } from './testing/walletWorld.ts'

test('a transfer whose answer was lost is sent again and moves the money once; its reference then tells what came of it', async () => {
  const { world, appId, email, wallet, balance } = await walletWorld()
  const [from, to] = [await wallet(100), await wallet()]
  let sent = 0
  const client = createClient({
    appId,
    baseUrl: 'http://sandbox.test/v1',
    storage: null,
    // No chance: the wait before the second try is none.
    platform: { ...hostPlatform(), now: world.now, random: () => 0 },
    fetch: async (input, init) => {
      const answer = await world.sandbox.fetch(input, init)
      const isTransfer = String(input instanceof Request ? input.url : input).endsWith('/transfer')
      if (isTransfer) sent += 1
      if (isTransfer && sent === 1) throw new TypeError('the connection was lost')
      return answer
    },
  })
  await call(client, login, { email, password: testPassword })
  const [unique_id = ''] = from.split('/').slice(1)
  const path = { unique_id, wallet_code: codeOf(from) }
  const moved = call(client, transfer, { ...path, target_wallet_code: codeOf(to), amount: 40, currency: 'EUR', reference_id: 'rent-3' })
  await expect(moved).rejects.toMatchObject({ status: 422, errors: [{ code: 'duplicate_reference' }] })
  expect(sent).toBe(2)
  expect([await balance(from), await balance(to)]).toEqual([60, 40])
  const { items } = await call(client, getTransactions, { ...path, filter: { reference_id: 'rent-3' } })
  expect(items).toMatchObject([{ amount: 40, status: 'completed' }])
})
