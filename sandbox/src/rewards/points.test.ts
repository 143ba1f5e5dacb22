import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rewardsWorld } from './testing/rewardsWorld.ts'

const { send, customer, award, deduct, redeem, points, made, world } = await rewardsWorld()
const coffee = await made('catalog', { catalog_reward: { code: 'COFFEE', name: 'A coffee', reward_type: 'product', points: 60 } })

test('every user of the app has a balance, which begins at nothing', async () => {
  expect(await points(await customer())).toEqual([0, 0])
})

test('what is given raises the balance, and each answer tells the balance after it', async () => {
  const who = await customer(40)
  const told = await award(who, 2, { reward_type: 'referral', reference_id: 'o-7', description: 'Brought a friend' })
  expect(told.at('data.attributes')).toMatchObject({
    customer_id: who,
    points: 2,
    reward_type: 'referral',
    reference_id: 'o-7',
    status: 'active',
    balance_after: 42,
  })
  expect(await points(who)).toEqual([42, 42])
})

test('the same reference may be given twice: the pages do not call it unique', async () => {
  const who = await customer()
  await award(who, 5, { reference_id: 'o-8' })
  expect((await award(who, 5, { reference_id: 'o-8' })).at('data.attributes.balance_after')).toBe(10)
})

test('what is taken leaves lifetime points, and is told below zero', async () => {
  const who = await customer(50)
  expect((await deduct(who, 20)).at('data.attributes')).toMatchObject({ points: -20, reward_type: 'manual', balance_after: 30 })
  expect(await points(who)).toEqual([30, 50])
})

test('nobody falls below zero, and a refusal writes nothing', async () => {
  const who = await customer(59)
  const refused = [await deduct(who, 60), await redeem(who, coffee)]
  expect(refused.map((answer) => [answer.status, answer.at('errors.0.code')])).toEqual([
    [422, 'insufficient_balance'],
    [422, 'insufficient_balance'],
  ])
  expect(await points(who)).toEqual([59, 59])
  expect((await send('GET', `customers/${who}/rewards/history`)).at('data.length')).toBe(1)
  expect(world.sandbox.database.all('select 1 from rewards_redemptions where user_unique_id = ?', who)).toEqual([])
})

test.each([0, -5, 1.5, '5'])('%s points can be neither given nor taken', async (amount) => {
  const who = await customer(10)
  for (const path of ['rewards', 'rewards/deduct']) {
    const extra = path === 'rewards' ? { reward_type: 'manual' } : {}
    const refused = await send('POST', path, { reward: { customer_unique_id: who, points: amount, ...extra } })
    expect([refused.status, refused.at('errors.0.source.pointer')]).toEqual([422, '/reward/points'])
  }
  expect(await points(who)).toEqual([10, 10])
})

test('more points than whole numbers can hold are refused', async () => {
  const who = await customer(Number.MAX_SAFE_INTEGER)
  expect((await award(who, 1)).at('errors.0.title')).toBe('Too Many Points')
})

test('a reward costs its price and no other, and inactive ones are not to be had', async () => {
  const who = await customer(500)
  const wrong = await redeem(who, coffee, 59)
  expect([wrong.status, wrong.at('errors.0.source.pointer')]).toEqual([422, '/rewardredemption/points'])
  const told = await redeem(who, coffee, 60)
  expect([told.status, told.at('data.attributes')]).toMatchObject([201, { points: 60, user_unique_id: who, status: 'active' }])
  const gone = { code: 'CAKE', name: 'A cake', reward_type: 'product', points: 1, status: 'inactive' }
  expect((await redeem(who, await made('catalog', { catalog_reward: gone }))).at('errors.0.title')).toBe('Reward Is Inactive')
  expect(await points(who)).toEqual([440, 500])
  expect((await send('POST', 'catalog', { catalog_reward: gone })).at('errors.0.code')).toBe('duplicate_code')
})

test('the ledger tells what happened, newest first, and is narrowed by action', async () => {
  const who = await customer(100)
  await deduct(who, 10)
  await redeem(who, coffee)
  const history = await send('GET', `customers/${who}/rewards/history`)
  const rows = [0, 1, 2].map((row) => ['action', 'points', 'balance_after'].map((name) => history.at(`data.${row}.attributes.${name}`)))
  expect(rows).toEqual([
    ['redeem', -60, 30],
    ['deduct', -10, 90],
    ['earn', 100, 100],
  ])
  const redeemed = await send('GET', `customers/${who}/rewards/history?action=redeem`)
  expect([redeemed.at('data.length'), redeemed.at('data.0.attributes.description')]).toEqual([1, 'Redeemed: A coffee'])
})

test('whatever is given, taken and spent, the balance is what a plain reckoning says', async () => {
  const who = await customer()
  const step = fc.record({ kind: fc.constantFrom('award', 'deduct', 'redeem'), amount: fc.integer({ min: 1, max: 90 }) } as const)
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
      let [total, lifetime] = (await points(who)).map(Number) as [number, number] // the tuple has two
      for (const { kind, amount } of steps) {
        const answer = await (kind === 'award' ? award(who, amount) : kind === 'deduct' ? deduct(who, amount) : redeem(who, coffee))
        const asked = kind === 'award' ? amount : kind === 'deduct' ? -amount : -60
        expect(answer.status).toBe(total + asked < 0 ? 422 : 201)
        if (answer.status === 201) total += asked
        if (kind === 'award') lifetime += amount
      }
      expect(await points(who)).toEqual([total, lifetime])
    }),
    { numRuns: 12 },
  )
  const { database } = world.sandbox
  const drifted = `select seq from (select seq, balance_after, sum(points) over (partition by tenant, customer_id order by seq) as sum
    from rewards_points) where balance_after <> sum`
  expect(database.all(drifted)).toEqual([])
})
