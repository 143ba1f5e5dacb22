import { expect, test } from 'vitest'
import { rewardsWorld } from './testing/rewardsWorld.ts'
import type { RewardsWorld } from './testing/rewardsWorld.ts'

const day = 86_400_000

/** The board as pairs of place and points, by customer. */
async function board({ send }: RewardsWorld, query = ''): Promise<[unknown, unknown, unknown][]> {
  const answer = await send('GET', `leaderboard?${query}`)
  return Array.from({ length: Number(answer.at('data.length')) }, (_, row) => [
    answer.at(`data.${row}.attributes.rank`),
    answer.at(`data.${row}.id`),
    answer.at(`data.${row}.attributes.points`),
  ])
}

test('the board ranks by points; of equals, who joined first stands higher', async () => {
  const world = await rewardsWorld()
  const { customer, award, deduct } = world
  const first = await customer(10)
  world.world.advance(1000)
  const [second, third] = [await customer(10), await customer(30)]
  expect(await board(world)).toEqual([
    [1, third, 30],
    [2, first, 10],
    [3, second, 10],
  ])
  await deduct(third, 25)
  await award(second, 1)
  expect(await board(world, 'metric=total_points')).toEqual([
    [1, second, 11],
    [2, first, 10],
    [3, third, 5],
  ])
  expect((await board(world)).map(([, id]) => id)).toEqual([third, second, first])
})

test('a period counts what was earned in it', async () => {
  const world = await rewardsWorld()
  const [before, lately] = [await world.customer(100), await world.customer(1)]
  await world.later(2 * day)
  await world.award(lately, 5)
  expect(await board(world, 'period=day')).toEqual([[1, lately, 5]])
  expect(await board(world, 'period=week')).toEqual([
    [1, before, 100],
    [2, lately, 6],
  ])
  await world.later(31 * day)
  expect(await board(world, 'period=month')).toEqual([])
  expect((await world.send('GET', 'leaderboard?period=year')).status).toBe(422)
})

test('a place tells how far it moved since yesterday', async () => {
  const world = await rewardsWorld()
  const [one, two] = [await world.customer(100), await world.customer(50)]
  await world.later(2 * day)
  await world.award(two, 100)
  const three = await world.customer(1)
  const answer = await world.send('GET', 'leaderboard')
  expect([0, 1, 2].map((row) => [answer.at(`data.${row}.id`), answer.at(`data.${row}.attributes.change`)])).toEqual([
    [two, 1],
    [one, -1],
    [three, undefined],
  ])
})

test('the board is paged, and can be asked for around somebody', async () => {
  const world = await rewardsWorld()
  const ids: string[] = []
  for (let place = 1; place <= 7; place += 1) ids.push(await world.customer(100 - place))
  expect(await board(world, 'page=2&per_page=3')).toEqual([4, 5, 6].map((rank) => [rank, ids[rank - 1], 100 - rank]))
  expect((await board(world, `around_customer=${ids[4]}&per_page=2`)).map(([rank]) => rank)).toEqual([4, 5])
  expect((await board(world, `around_customer=${ids[4]}&per_page=3`)).map(([rank]) => rank)).toEqual([4, 5, 6])
  expect(await board(world, `around_customer=${crypto.randomUUID()}`)).toEqual([])
})

test('a tier is reached with lifetime points and not lost by spending', async () => {
  const { send, customer, deduct, award } = await rewardsWorld()
  await send('POST', 'tiers', { tier: { name: 'Gold', min_points: 100, benefits: ['Early bread'] } })
  await send('POST', 'tiers', { tier: { name: 'Bronze', min_points: 0 } })
  await send('POST', 'tiers', { tier: { name: 'Hidden', min_points: 50, status: 'inactive' } })
  const who = await customer(60)
  const loyalty = async (): Promise<unknown> => (await send('GET', `customers/${who}/loyalty`)).at('data.attributes')
  expect(await loyalty()).toMatchObject({ current_tier: 'Bronze', next_tier: 'Gold', points_to_next_tier: 40 })
  await award(who, 40)
  await deduct(who, 90)
  expect(await loyalty()).toMatchObject({ current_tier: 'Gold', next_tier: null, points_to_next_tier: null, total_points: 10 })
  expect((await send('GET', 'customers?tier=Gold')).at('data.0.id')).toBe(who)
  const tiers = await send('GET', 'tiers')
  expect([0, 1, 2].map((row) => [tiers.at(`data.${row}.attributes.name`), tiers.at(`data.${row}.attributes.rank`)])).toEqual([
    ['Bronze', 1],
    ['Hidden', 2],
    ['Gold', 3],
  ])
})

test('a name or a number of points belongs to one tier', async () => {
  const { send } = await rewardsWorld()
  await send('POST', 'tiers', { tier: { name: 'Gold', min_points: 100 } })
  for (const tier of [
    { name: 'gold', min_points: 1 },
    { name: 'Other', min_points: 100 },
  ])
    expect((await send('POST', 'tiers', { tier })).status).toBe(409)
  expect((await send('POST', 'tiers', { tier: { name: 'Less', min_points: -1 } })).at('errors.0.source.pointer')).toBe('/tier/min_points')
})
