import { call } from '@blockstate/core'
import type { Client } from '@blockstate/core'
import { credit, getBalance, transfer } from '@blockstate/core/wallet'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bystander } from '../testing/bystander.ts'
import { realClient } from '../testing/realClient.ts'
import type { VirtualSandbox } from '../testing/virtualSandbox.ts'
import { walletWorld } from './testing/walletWorld.ts'

/** What is wrong with a ledger; nothing where every rule of double entry holds. */
function faults({ sandbox: { database } }: VirtualSandbox): unknown {
  return {
    unbalanced: database.all(
      `select transaction_unique_id from wallet_entries group by tenant, transaction_unique_id having sum(amount_minor) <> 0 or count(*) <> 2`,
    ),
    total: database.get<{ total: number }>('select coalesce(sum(amount_minor), 0) as total from wallet_entries')?.total,
    negative: database.all(`select account from wallet_entries where balance_after_minor < 0 and account not like 'outside:%'`),
    drifted: database.all(
      `select seq from (select seq, balance_after_minor, sum(amount_minor) over (partition by tenant, account order by seq) as sum
         from wallet_entries) where balance_after_minor <> sum`,
    ),
    repeated: database.all(
      'select reference_id from wallet_transactions where reference_id is not null group by tenant, reference_id having count(*) > 1',
    ),
  }
}

const sound = { unbalanced: [], total: 0, negative: [], drifted: [], repeated: [] }

test('1,000 random transfers of 20 clients at once: the books balance, no wallet is below zero, every reference is there once', async () => {
  const { world, appId, email, made } = await walletWorld()
  const place = { origin: 'http://sandbox.test', now: world.now, appId, fetch: world.sandbox.fetch }
  const people: { client: Client; unique_id: string; wallet_code: string }[] = []
  for (let count = 0; count < 20; count += 1) {
    const unique_id = bystander(world, appId)
    const wallet_code = await made(`users/${unique_id}/wallets`, { wallet: { currency: 'EUR' } })
    // One address may sign in ten times a minute.
    world.advance(10_000)
    const { client } = await realClient(place, email)
    await call(client, credit, { unique_id, wallet_code, amount: 100, currency: 'EUR' })
    people.push({ client, unique_id, wallet_code })
  }
  // A fixed seed: the same thousand transfers every time.
  const [plans = []] = fc.sample(
    fc.array(fc.record({ to: fc.nat(19), cents: fc.integer({ min: 1, max: 6000 }), again: fc.nat(9) }), {
      minLength: 1000,
      maxLength: 1000,
    }),
    { seed: 17, numRuns: 1 },
  )
  const outcomes: string[] = []
  await Promise.all(
    people.map(async ({ client, unique_id, wallet_code }, who) => {
      for (const [index, { to, cents, again }] of plans.entries()) {
        if (index % people.length !== who) continue
        const target_wallet_code = people[to]?.wallet_code ?? ''
        const input = { unique_id, wallet_code, target_wallet_code, amount: cents / 100, currency: 'EUR', reference_id: `t-${index}` }
        // One in ten is sent twice at once, as after a lost answer.
        const sent = again === 0 ? [input, input] : [input]
        const settled = await Promise.allSettled(sent.map((one) => call(client, transfer, one)))
        outcomes.push(...settled.map((one) => (one.status === 'fulfilled' ? 'moved' : String(one.reason.errors[0].code))))
      }
    }),
  )
  expect(new Set(outcomes)).toEqual(new Set(['moved', 'insufficient_funds', 'self_transfer', 'duplicate_reference']))
  expect(faults(world)).toEqual(sound)
  const moved = outcomes.filter((outcome) => outcome === 'moved').length
  const { database } = world.sandbox
  expect(database.all("select distinct reference_id from wallet_transactions where transaction_type = 'transfer'")).toHaveLength(moved)
  const told = await Promise.all(people.map(({ client, unique_id, wallet_code }) => call(client, getBalance, { unique_id, wallet_code })))
  expect(Math.min(...told.map(({ balance }) => balance))).toBeGreaterThanOrEqual(0)
  expect(told.reduce((sum, { balance }) => sum + Math.round(balance * 100), 0)).toBe(20 * 10_000)
  // 1,100 requests: 3 s on an idle core, more where others are at work.
}, 30_000)

test('whatever is moved in whatever order, balances are what a plain reckoning says', async () => {
  const step = fc.record({
    kind: fc.constantFrom('credit', 'debit', 'transfer'),
    from: fc.nat(2),
    to: fc.nat(2),
    cents: fc.integer({ min: 1, max: 5000 }),
    reference: fc.nat(12),
  } as const)
  const { wallet, move, transfer: send, balance, world } = await walletWorld()
  const paths = [await wallet(20), await wallet(20), await wallet(20)]
  let round = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
      round += 1
      const held = (await Promise.all(paths.map(balance))).map((amount) => Math.round(Number(amount) * 100))
      const used = new Set<number>()
      for (const { kind, from, to, cents, reference } of steps) {
        const more = { reference_id: `${round}-${reference}` }
        const [source = '', target = ''] = [paths[from], paths[to]]
        const answer = await (kind === 'transfer' ? send(source, target, cents / 100, more) : move(source, kind, cents / 100, more))
        const fits = !used.has(reference) && (kind === 'credit' || (held[from] ?? 0) >= cents) && (kind !== 'transfer' || from !== to)
        expect(answer.status).toBe(fits ? 201 : 422)
        if (!fits) continue
        used.add(reference)
        if (kind !== 'credit') held[from] = (held[from] ?? 0) - cents
        if (kind !== 'debit') held[kind === 'credit' ? from : to] = (held[kind === 'credit' ? from : to] ?? 0) + cents
      }
      expect(await Promise.all(paths.map(balance))).toEqual(held.map((cents) => cents / 100))
    }),
    { numRuns: 12 },
  )
  expect(faults(world)).toEqual(sound)
})
