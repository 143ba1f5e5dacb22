import { expect, test } from 'vitest'
import { codeOf, walletWorld } from './testing/walletWorld.ts'

const { send, wallet, move, transfer, balance, world } = await walletWorld()

test('what comes in and goes out is exact to the cent', async () => {
  const path = await wallet()
  expect((await move(path, 'credit', 0.1)).at('data.attributes')).toMatchObject({
    transaction_type: 'credit',
    amount: 0.1,
    currency: 'EUR',
    source_wallet: null,
    target_wallet: codeOf(path),
    status: 'completed',
  })
  await move(path, 'credit', 0.2)
  expect(await balance(path)).toBe(0.3)
  expect((await move(path, 'debit', 0.3)).at('data.attributes.source_wallet')).toBe(codeOf(path))
  expect(await balance(path)).toBe(0)
})

test('a wallet never falls below zero', async () => {
  const path = await wallet(10)
  const refused = await move(path, 'debit', 10.01)
  expect([refused.status, refused.at('errors.0.code')]).toEqual([422, 'insufficient_funds'])
  expect(refused.told('errors.0.detail')).toContain('holds 10.00 EUR and 10.01 were asked for')
  expect(await balance(path)).toBe(10)
  expect((await send('GET', `${path}/transactions`)).at('data.length')).toBe(1)
})

test.each([
  ['nothing', 0, '0.01 or more'],
  ['less than nothing', -5, '0.01 or more'],
  ['a part of a cent', 1.005, 'two decimals'],
  ['more than can be reckoned with', 1e13, '999999999999.99 or less'],
])('%s cannot be moved', async (_, amount, reason) => {
  const path = await wallet(10)
  const refused = await move(path, 'debit', amount)
  expect([refused.status, refused.at('errors.0.code'), refused.at('errors.0.source.pointer')]).toEqual([
    422,
    'validation_error',
    '/transaction/amount',
  ])
  expect(refused.told('errors.0.detail')).toContain(reason)
})

test('a balance too large to be exact is refused whole', async () => {
  const path = await wallet()
  let answer = await move(path, 'credit', 999_999_999_999.99)
  for (let count = 1; count < 91; count += 1) answer = await move(path, 'credit', 999_999_999_999.99)
  expect(answer.at('errors.0.title')).toBe('Amount Too Large')
  const held = Number(await balance(path))
  expect(held).toBeLessThan(Number.MAX_SAFE_INTEGER / 100)
  expect((await move(path, 'debit', 0.01)).status).toBe(201)
})

test('a transfer is one transaction that both wallets list', async () => {
  const [from, to] = [await wallet(100), await wallet(1)]
  const told = await transfer(from, to, 40.25, { description: 'Rent' })
  expect(told.at('data.attributes')).toMatchObject({
    transaction_type: 'transfer',
    amount: 40.25,
    source_wallet: codeOf(from),
    target_wallet: codeOf(to),
  })
  expect([await balance(from), await balance(to)]).toEqual([59.75, 41.25])
  for (const path of [from, to]) expect((await send('GET', `${path}/transactions`)).at('data.0.id')).toBe(told.at('data.id'))
})

test('a transfer that is refused moves nothing at either end', async () => {
  const [from, to, pounds] = [await wallet(5), await wallet(1), await wallet(3, 'GBP')]
  const refusals = [
    await transfer(from, to, 5.01),
    await transfer(from, from, 1),
    await transfer(from, pounds, 1),
    await transfer(from, to, 1, { currency: 'GBP' }),
    await transfer(from, 'users/x/wallets/wal-none', 1),
  ]
  expect(refusals.map((answer) => [answer.status, answer.at('errors.0.code')])).toEqual([
    [422, 'insufficient_funds'],
    [422, 'self_transfer'],
    [422, 'invalid_currency'],
    [422, 'invalid_currency'],
    [404, 'wallet_not_found'],
  ])
  expect([await balance(from), await balance(to), await balance(pounds)]).toEqual([5, 1, 3])
})

test('a reference works once, in every wallet of the app and for every kind of movement', async () => {
  const [path, other] = [await wallet(10), await wallet(10)]
  const first = await move(path, 'debit', 10, { reference_id: 'order-9' })
  const again = [
    await move(path, 'debit', 10, { reference_id: 'order-9' }),
    await move(other, 'credit', 3, { reference_id: 'order-9' }),
    await transfer(other, path, 3, { reference_id: 'order-9' }),
    await send('POST', `${path}/ledger_entries`, {
      ledger_entry: { entry_type: 'credit', amount: 1, currency: 'EUR', reference_id: 'order-9' },
    }),
  ]
  expect(again.map((answer) => [answer.status, answer.at('errors.0.code')])).toEqual(again.map(() => [422, 'duplicate_reference']))
  expect(again[0]?.told('errors.0.detail')).toContain(first.told('data.id'))
  expect([await balance(path), await balance(other)]).toEqual([0, 10])
  expect((await send('GET', `${path}/transactions?filter[reference_id]=order-9`)).at('data.0.id')).toBe(first.at('data.id'))
})

test('history comes newest first and is narrowed by kind and time', async () => {
  const path = await wallet(10)
  world.advance(60_000)
  const middle = new Date(world.now()).toISOString()
  await move(path, 'debit', 1)
  world.advance(60_000)
  await move(path, 'debit', 2)
  const amounts = async (query: string): Promise<unknown[]> => {
    const answer = await send('GET', `${path}/transactions?${query}`)
    return Array.from({ length: Number(answer.at('data.length')) }, (_, row) => answer.at(`data.${row}.attributes.amount`))
  }
  expect(await amounts('')).toEqual([2, 1, 10])
  expect(await amounts('type=debit')).toEqual([2, 1])
  expect(await amounts(`start_date=${middle}`)).toEqual([2, 1])
  expect(await amounts(`end_date=${encodeURIComponent(middle.replace('.000Z', '+00:00'))}`)).toEqual([1, 10])
  expect(await amounts('sort=amount&per_page=2')).toEqual([1, 2])
  expect(await amounts('filter[amount_gte]=2')).toEqual([2, 10])
})

test('the ledger tells the balance after every entry, and takes entries by hand', async () => {
  const path = await wallet(10)
  const entry = { entry_type: 'debit', amount: 2.5, currency: 'EUR', description: 'Correction', reference_id: 'by-hand' }
  const written = await send('POST', `${path}/ledger_entries`, { ledger_entry: entry })
  expect([written.status, written.at('data.attributes')]).toMatchObject([201, { ...entry, balance_after: 7.5, wallet_code: codeOf(path) }])
  const listed = await send('GET', `${path}/ledger_entries`)
  expect([0, 1].map((row) => listed.at(`data.${row}.attributes.balance_after`))).toEqual([7.5, 10])
  const transactions = await send('GET', `${path}/transactions`)
  expect(transactions.at('data.0.id')).toBe(written.at('data.attributes.transaction_unique_id'))
})

test('the summary adds up what the history lists', async () => {
  const [path, other] = [await wallet(10), await wallet(10)]
  await move(path, 'debit', 1.25)
  await transfer(other, path, 2)
  await transfer(path, other, 0.5)
  expect((await send('GET', `${path}/summary`)).at('data.attributes')).toMatchObject({
    wallet_code: codeOf(path),
    balance: 10.25,
    total_credits: 12,
    total_debits: 1.75,
    transactions_count: 4,
    status: 'active',
    last_transaction_at: new Date(world.now()).toISOString(),
  })
  expect((await send('GET', `${await wallet()}/summary`)).at('data.attributes')).toMatchObject({
    balance: 0,
    transactions_count: 0,
    last_transaction_at: null,
  })
})
