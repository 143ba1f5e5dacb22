import { expect, test } from 'vitest'
import { codeOf, walletWorld } from './testing/walletWorld.ts'

const { send, wallet, move, transfer, balance, world, me, made } = await walletWorld()

test('a wallet is opened empty, is active, and is addressed by its code', async () => {
  const answer = await send('POST', `users/${me}/wallets`, { wallet: { currency: 'CHF' } })
  expect(answer.at('data.attributes')).toMatchObject({ balance: 0, currency: 'CHF', status: 'active', user_unique_id: me })
  expect(answer.at('data.id')).toBe(answer.at('data.attributes.wallet_code'))
  expect(answer.at('data.id')).not.toBe(answer.at('data.attributes.unique_id'))
})

test('a user has one wallet in a currency; another may follow a closed one', async () => {
  await made(`users/${me}/wallets`, { wallet: { currency: 'SEK', status: 'closed' } })
  await made(`users/${me}/wallets`, { wallet: { currency: 'SEK' } })
  const again = await send('POST', `users/${me}/wallets`, { wallet: { currency: 'SEK' } })
  expect([again.status, again.at('errors.0.source.pointer')]).toEqual([422, '/wallet/currency'])
})

test.each(['XX', 'eur', 'ABC'])('%s is no currency', async (currency) => {
  const answer = await send('POST', `users/${me}/wallets`, { wallet: { currency } })
  expect([answer.status, answer.at('errors.0.code')]).toEqual([422, 'invalid_currency'])
})

test('a frozen wallet neither takes nor gives until it is let go', async () => {
  const [path, other] = [await wallet(10), await wallet(10)]
  const frozen = await send('PUT', path, { wallet: { status: 'suspended' } })
  expect(frozen.at('data.attributes')).toMatchObject({ status: 'suspended', balance: 10 })
  const refused = [
    await move(path, 'credit', 1),
    await move(path, 'debit', 1),
    await transfer(path, other, 1),
    await transfer(other, path, 1),
    await send('POST', `${path}/ledger_entries`, { ledger_entry: { entry_type: 'credit', amount: 1, currency: 'EUR' } }),
  ]
  expect(refused.map((answer) => [answer.status, answer.at('errors.0.code')])).toEqual(refused.map(() => [422, 'wallet_suspended']))
  expect([await balance(path), await balance(other)]).toEqual([10, 10])
  expect((await send('PUT', path, { wallet: { status: 'active' } })).at('data.attributes.status')).toBe('active')
  expect((await move(path, 'debit', 1)).status).toBe(201)
})

test('a closed wallet moves nothing and stays closed', async () => {
  const closed = `users/${me}/wallets/${await made(`users/${me}/wallets`, { wallet: { currency: 'EUR', status: 'closed' } })}`
  const refused = [
    await move(closed, 'credit', 1),
    await send('PUT', closed, { wallet: { status: 'active' } }),
    await send('PUT', closed, { wallet: { status: 'suspended' } }),
  ]
  expect(refused.map((answer) => [answer.status, answer.at('errors.0.code')])).toEqual(refused.map(() => [422, 'wallet_closed']))
})

test("a user's wallets are listed in pages and narrowed", async () => {
  await made(`users/${me}/wallets`, { wallet: { currency: 'PLN', status: 'suspended' } })
  await made(`users/${me}/wallets`, { wallet: { currency: 'CZK' } })
  const suspended = await send('GET', `users/${me}/wallets?status=suspended`)
  expect([suspended.at('data.length'), suspended.at('data.0.attributes.currency')]).toEqual([1, 'PLN'])
  expect((await send('GET', `users/${me}/wallets?currency=CZK`)).at('data.length')).toBe(1)
  expect((await send('GET', `users/${me}/wallets?per_page=1`)).at('meta.pagination.total_pages')).toBeGreaterThan(3)
})

test('a large transfer needs the code that was mailed to the owner, which works once', async () => {
  const [from, to] = [await wallet(50_000), await wallet()]
  const mail = (): { recipient: string; token: string } | undefined =>
    world.sandbox.database.get("select recipient, token from mails where kind = 'wallet_otp' order by rowid desc")
  const asked = async (otp_code?: string): Promise<unknown> =>
    (await transfer(from, to, 10_000, otp_code === undefined ? {} : { otp_code })).at('errors.0.code')
  expect(await asked()).toBe('invalid_otp')
  const told = await send('POST', `${from}/otp`, { otp: { operation: 'transfer' } })
  expect(told.at('data.attributes.expires_at')).toBe(new Date(world.now() + 15 * 60_000).toISOString())
  expect(told.body).not.toContain(mail()?.token)
  expect(await asked('not it')).toBe('invalid_otp')
  expect(await asked(mail()?.token)).toBeUndefined()
  expect(await asked(mail()?.token)).toBe('invalid_otp')
  expect(await balance(to)).toBe(10_000)
})

test('a code is void after 15 minutes, after five wrong guesses, and once a newer one is mailed', async () => {
  const [from, to] = [await wallet(50_000), await wallet()]
  const order = async (): Promise<string> => {
    await send('POST', `${from}/otp`, { otp: { operation: 'transfer' } })
    return world.sandbox.database.get<{ token: string }>('select token from mails order by rowid desc')?.token ?? ''
  }
  const works = async (otp_code: string): Promise<boolean> => (await transfer(from, to, 1, { otp_code })).status === 201
  const late = await order()
  world.advance(15 * 60_000)
  expect(await works(late)).toBe(false)
  const guessed = await order()
  for (let guess = 0; guess < 5; guess += 1) await works('not it')
  expect(await works(guessed)).toBe(false)
  const older = await order()
  const newer = await order()
  expect([await works(older), await works(newer)]).toEqual([older === newer, true])
  expect(codeOf(from)).not.toBe(codeOf(to))
})
