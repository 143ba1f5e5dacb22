import { expect, test } from 'vitest'
import { demoUsers } from '../../seed/seedUsers.ts'
import { newcomer } from '../../testing/blockWorld.ts'
import { rewardsWorld } from '../testing/rewardsWorld.ts'

const { send, world } = await rewardsWorld({ seed: true }, 'demo')

test('the board has more than a page of people in several tiers, Ada and Grace among them', async () => {
  const board = await send('GET', 'leaderboard')
  expect(board.at('meta.pagination')).toMatchObject({ total_count: 34, total_pages: 2 })
  const all = await send('GET', 'customers?per_page=100')
  const tiers = Array.from({ length: 34 }, (_, row) => all.at(`data.${row}.attributes.tier`))
  expect(new Set(tiers).size).toBe(3)
  for (const { unique_id } of Object.values(demoUsers))
    expect((await send('GET', `customers/${unique_id}/badges`)).at('data.length')).toBeGreaterThan(0)
  expect((await send('GET', 'leaderboard?period=week')).at('data.length')).toBeGreaterThan(10)
})

test('one challenge is over, one is to come, and what badges they give is there', async () => {
  const challenges = await send('GET', 'challenges')
  const statuses = [0, 1, 2, 3, 4].map((row) => challenges.at(`data.${row}.attributes.status`))
  expect(statuses.toSorted()).toEqual(['active', 'active', 'active', 'expired', 'inactive'])
  const badges = (await send('GET', 'badges')).body
  for (const row of [0, 1, 2, 3, 4]) {
    const badge = challenges.at(`data.${row}.attributes.badge_unique_id`)
    if (badge !== null) expect(badges).toContain(badge)
  }
})

test('another app id has none of it', async () => {
  const { token } = await newcomer(world, 'elsewhere')
  for (const kind of ['customers', 'badges', 'tiers', 'catalog', 'challenges'])
    expect((await send('GET', kind, undefined, { appId: 'elsewhere', token })).at('data')).toEqual([])
})
