import { expect, test } from 'vitest'
import { rewardsWorld } from './testing/rewardsWorld.ts'

const { send, customer, points, made, world, later } = await rewardsWorld()
const day = 86_400_000
const at = (days: number): string => new Date(world.now() + days * day).toISOString()
const complete = (challenge: string, customer_unique_id: string): ReturnType<typeof send> =>
  send('POST', `challenges/${challenge}/complete`, { completion: { customer_unique_id } })

test('a badge gives its points, once', async () => {
  const who = await customer()
  const badge = await made('badges', { badge: { name: 'Early Bird', description: 'Five early visits', points_value: 50 } })
  const award = { customer_unique_id: who, badge_unique_id: badge }
  expect((await send('POST', 'badge', award)).at('data.attributes')).toMatchObject({ ...award, points_awarded: 50 })
  const again = await send('POST', 'badge', award)
  expect([again.status, again.at('errors.0.code')]).toEqual([409, 'already_awarded'])
  expect(await points(who)).toEqual([50, 50])
  const achievements = await send('GET', `customers/${who}/badges`)
  expect([achievements.at('data.length'), achievements.at('data.0.attributes')]).toMatchObject([
    1,
    { badge_name: 'Early Bird', badge_description: 'Five early visits', points_awarded: 50 },
  ])
})

test('a badge that is not there, or not awarded any more, is refused', async () => {
  const who = await customer()
  const off = await made('badges', { badge: { name: 'Old', status: 'inactive' } })
  expect((await send('POST', 'badge', { customer_unique_id: who, badge_unique_id: off })).status).toBe(422)
  expect((await send('POST', 'badge', { customer_unique_id: who, badge_unique_id: crypto.randomUUID() })).at('errors.0.title')).toBe(
    'Badge Not Found',
  )
  expect((await send('POST', 'badge', { customer_unique_id: crypto.randomUUID(), badge_unique_id: off })).at('errors.0.title')).toBe(
    'Customer Not Found',
  )
})

test('a challenge gives its points and its badge, once', async () => {
  const who = await customer(5)
  const badge = await made('badges', { badge: { name: 'Baker', points_value: 20 } })
  const challenge = await made('challenges', { challenge: { name: 'Bake', points_value: 100, badge_unique_id: badge } })
  const done = await complete(challenge, who)
  expect(done.at('data.attributes')).toMatchObject({ points_awarded: 120, balance_after: 125, challenge_name: 'Bake' })
  const badges = await send('GET', `customers/${who}/badges`)
  expect(badges.at('data.0.id')).toBe(done.at('data.attributes.badge_award_unique_id'))
  const again = await complete(challenge, who)
  expect([again.status, again.at('errors.0.code')]).toEqual([409, 'already_completed'])
  expect(await points(who)).toEqual([125, 125])
  expect((await send('GET', `customers/${who}/challenges`)).at('data.0.attributes.challenge_name')).toBe('Bake')
  expect((await send('GET', 'challenges?search=Bake')).at('data.0.attributes.completions_count')).toBe(1)
})

test('who has the badge already gets the points of the challenge only', async () => {
  const who = await customer()
  const badge = await made('badges', { badge: { name: 'Twice', points_value: 20 } })
  await send('POST', 'badge', { customer_unique_id: who, badge_unique_id: badge })
  const challenge = await made('challenges', { challenge: { name: 'Again', points_value: 3, badge_unique_id: badge } })
  expect((await complete(challenge, who)).at('data.attributes')).toMatchObject({ points_awarded: 3, badge_award_unique_id: null })
})

test('a challenge is open from its start until its end', async () => {
  const who = await customer()
  const window = { starts_at: at(1), ends_at: at(2).replace('Z', '+00:00') }
  const challenge = await made('challenges', { challenge: { name: 'Feast', points_value: 1, ...window } })
  const status = async (): Promise<unknown> => (await send('GET', 'challenges?search=Feast')).at('data.0.attributes.status')
  expect([await status(), (await complete(challenge, who)).at('errors.0.code')]).toEqual(['inactive', 'outside_window'])
  await later(day)
  expect(await status()).toBe('active')
  expect((await send('GET', 'challenges?status=active&search=Feast')).at('data.length')).toBe(1)
  await later(day)
  expect([await status(), (await complete(challenge, who)).at('errors.0.code')]).toEqual(['expired', 'outside_window'])
  expect(await points(who)).toEqual([0, 0])
})

test.each([
  ['an end before its start', { starts_at: at(2), ends_at: at(1) }, 'ends_at'],
  ['a badge that is not there', { badge_unique_id: crypto.randomUUID() }, 'badge_unique_id'],
  ['a target of nothing', { target: 0 }, 'target'],
  ['points below zero', { points_value: -1 }, 'points_value'],
])('a challenge with %s is refused', async (_, fault, field) => {
  const refused = await send('POST', 'challenges', { challenge: { name: 'Wrong', points_value: 1, ...fault } })
  expect([refused.status, refused.at('errors.0.source.pointer')]).toEqual([422, `/challenge/${field}`])
})
