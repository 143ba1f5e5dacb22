import { expect, test } from 'vitest'
import { newcomer } from '../testing/blockWorld.ts'
import { onePiece } from './testing/onePiece.ts'
import { rewardsWorld } from './testing/rewardsWorld.ts'

test('what one app id holds, another neither lists nor reads nor changes', async () => {
  const here = await rewardsWorld()
  const { customers, badges, challenges, catalog } = await onePiece(here)
  await here.send('POST', 'tiers', { tier: { name: 'Gold', min_points: 10 } })
  const there = await newcomer(here.world, 'elsewhere')
  const options = { appId: 'elsewhere', token: there.token }
  for (const kind of ['customers', 'badges', 'challenges', 'catalog', 'leaderboard', 'tiers'])
    expect((await here.send('GET', kind, undefined, options)).at('data')).toEqual([])
  for (const below of ['', '/badges', '/challenges', '/loyalty', '/rewards/history'])
    expect((await here.send('GET', `customers/${customers}${below}`, undefined, options)).status).toBe(404)
  const me = there.unique_id
  const writes = [
    ['rewards', { reward: { customer_unique_id: customers, points: 1, reward_type: 'manual' } }],
    ['rewards/deduct', { reward: { customer_unique_id: customers, points: 1 } }],
    ['badge', { customer_unique_id: me, badge_unique_id: badges }],
    [`challenges/${challenges}/complete`, { completion: { customer_unique_id: me } }],
    ['rewards/redeem', { rewardredemption: { user_unique_id: me, reward_unique_id: catalog } }],
  ] as const
  for (const [path, body] of writes) expect([path, (await here.send('POST', path, body, { ...options, body })).status]).toEqual([path, 404])
  const tier = { tier: { name: 'Gold', min_points: 10 } }
  expect((await here.send('POST', 'tiers', tier, { ...options, body: tier })).status).toBe(201)
  expect(await here.points(customers)).toEqual([501, 501])
})
