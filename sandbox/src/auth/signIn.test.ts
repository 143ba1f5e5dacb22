import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLocalJWKSet, jwtVerify } from 'jose'
import type { JSONWebKeySet } from 'jose'
import { afterEach, expect, test } from 'vitest'
import { demoPassword, demoUsers } from '../seed/seedUsers.ts'
import { makeSigningKey, virtualSandbox } from '../testing/virtualSandbox.ts'
import type { Answered, VirtualSandbox } from '../testing/virtualSandbox.ts'

const signingKey = await makeSigningKey()
const ada = { email: demoUsers.ada.email, password: demoPassword }
const day = 24 * 60 * 60 * 1000
const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const open = (options = {}): VirtualSandbox => virtualSandbox({ signingKey, blocks: [], ...options })
const signIn = async ({ call }: VirtualSandbox, who: object = ada): Promise<Answered> => call('POST', '/v1/auth/login', { body: who })
const profile = async ({ call }: VirtualSandbox, token: string): Promise<Answered> => call('GET', '/v1/auth/profile', { token })
const refresh = async ({ call }: VirtualSandbox, token: string): Promise<Answered> =>
  call('POST', '/v1/auth/refresh', { body: { refresh_token: token } })
const access = (answer: Answered): string => answer.told('data.attributes.access_token')
const renewal = (answer: Answered): string => answer.told('data.attributes.refresh_token')

test('registering answers 201 with the user and puts the tokens into meta.auth', async () => {
  const world = open()
  const answer = await world.call('POST', '/v1/auth/register', {
    body: { user: { email: 'Kit@Example.com', password: 'long enough', first_name: 'Kit' } },
  })
  expect(answer.status).toBe(201)
  expect(answer.json).toMatchObject({
    data: {
      type: 'user',
      attributes: { email: 'Kit@Example.com', first_name: 'Kit', status: 'active', email_verified: false, mfa_enabled: false },
    },
    meta: { auth: { token_type: 'Bearer', expires_in: 86_400 } },
  })
  expect(answer.body).not.toContain('digest')
  expect((await profile(world, answer.told('meta.auth.access_token'))).at('data.id')).toBe(answer.at('data.id'))
})

test('an address is taken in any letter case, and the refusal points to the field as it was sent', async () => {
  const { call } = open()
  const wrapped = await call('POST', '/v1/auth/register', { body: { user: { email: 'ADA@example.com', password: 'long enough' } } })
  expect(wrapped.status).toBe(422)
  expect(wrapped.json).toMatchObject({ errors: [{ status: '422', code: 'validation_error', source: { pointer: '/user/email' } }] })
  const flat = await call('POST', '/v1/auth/register', { body: { email: 'ADA@example.com', password: 'long enough' } })
  expect(flat.at('errors.0.source.pointer')).toBe('/email')
})

test('the same address may register with another app id, and neither sees the other', async () => {
  const world = open()
  const body = { email: ada.email, password: 'another password' }
  const other = await world.call('POST', '/v1/auth/register', { appId: 'elsewhere', body })
  expect(other.status).toBe(201)
  expect((await signIn(world, body)).status).toBe(401)
  expect((await profile(world, other.told('meta.auth.access_token'))).at('errors.0.code')).toBe('token_invalid')
})

test('registering tells every bad field, not only the first', async () => {
  const { call } = open()
  const answer = await call('POST', '/v1/auth/register', { body: { user: { email: 'nobody', nickname: 'x', status: 'active' } } })
  expect(answer.status).toBe(422)
  expect(answer.at('errors')).toEqual([
    expect.objectContaining({ source: { pointer: '/user/email' }, detail: 'email must be an e-mail address' }),
    expect.objectContaining({ source: { pointer: '/user/password' }, detail: 'password is required' }),
    expect.objectContaining({ source: { pointer: '/user/nickname' } }),
    expect.objectContaining({ source: { pointer: '/user/status' } }),
  ])
})

test('a password of seven characters is too short', async () => {
  const { call } = open()
  const answer = await call('POST', '/v1/auth/register', { body: { email: 'kit@example.com', password: '1234567' } })
  expect(answer.at('errors.0')).toMatchObject({ status: '422', source: { pointer: '/password' } })
})

test('two registrations of one address at once make one account', async () => {
  const { call, sandbox } = open()
  const body = { email: 'twin@example.com', password: 'long enough' }
  const answers = await Promise.all([1, 2, 3].map(() => call('POST', '/v1/auth/register', { body })))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422, 422])
  expect(sandbox.database.all('select 1 from users where email = ?', body.email)).toHaveLength(1)
})

test('signing in answers a session with the user linked and sent along', async () => {
  const answer = await signIn(open(), { session: ada })
  expect(answer.status).toBe(200)
  expect(answer.json).toMatchObject({
    data: {
      type: 'session',
      attributes: { token_type: 'Bearer', expires_in: 86_400 },
      relationships: { user: { data: { type: 'user', id: demoUsers.ada.unique_id } } },
    },
    included: [{ type: 'user', id: demoUsers.ada.unique_id, attributes: { email: ada.email, last_login_at: '2026-01-01T00:00:00.000Z' } }],
  })
})

test('signing in takes a flat body and any letter case of the address', async () => {
  expect((await signIn(open(), { ...ada, email: 'ADA@EXAMPLE.COM' })).status).toBe(200)
})

test('a wrong password and an unknown address are refused in the same words', async () => {
  const world = open()
  const wrong = await signIn(world, { ...ada, password: 'wrong' })
  const unknown = await signIn(world, { email: 'nobody@example.com', password: 'wrong' })
  expect(wrong.status).toBe(401)
  expect(wrong.at('errors.0.code')).toBe('invalid_credentials')
  expect(unknown.body).toBe(wrong.body)
})

test('the eleventh wrong try within a minute waits, even with the right password, and side by side', async () => {
  const world = open()
  const tries = await Promise.all(Array.from({ length: 11 }, () => signIn(world, { ...ada, password: 'wrong' })))
  expect(tries.filter(({ status }) => status === 429)).toHaveLength(1)
  const right = await signIn(world)
  expect(right.status).toBe(429)
  expect(right.headers.get('retry-after')).toBe('60')
  world.advance(60_000)
  expect((await signIn(world)).status).toBe(200)
})

test('the right password takes the wrong tries back', async () => {
  const world = open()
  const wrong = { ...ada, password: 'wrong' }
  for (let round = 0; round < 2; round += 1) {
    await Promise.all(Array.from({ length: 9 }, () => signIn(world, wrong)))
    expect((await signIn(world)).status).toBe(200)
  }
})

test('the access token is a JWT that the published key verifies, with the claims of the deployed API', async () => {
  const world = open()
  const token = access(await signIn(world))
  const published = await world.call('GET', '/v1/auth/.well-known/jwks.json', { appId: null })
  expect((await world.call('GET', '/.well-known/jwks.json', { appId: null })).body).toBe(published.body)
  expect(Object.keys(Object(published.at('keys.0'))).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
  // The set has just been compared with what RFC 7517 asks of it.
  const keys = createLocalJWKSet(published.json as JSONWebKeySet)
  const { payload, protectedHeader } = await jwtVerify(token, keys, { audience: 'demo', currentDate: new Date(world.now()) })
  expect(protectedHeader.alg).toBe('RS256')
  expect(payload).toMatchObject({ sub: demoUsers.ada.unique_id, email: ada.email, name: 'Ada Lovelace', role: 'user', scopes: ['user'] })
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(86_400)
})

test('without a token, with a foreign or an old one, each refusal has its own code', async () => {
  const world = open()
  const code = async (headers: Record<string, string>): Promise<unknown> =>
    (await world.call('GET', '/v1/auth/profile', { headers })).at('errors.0.code')
  const token = access(await signIn(world))
  expect(await code({})).toBe('token_missing')
  expect(await code({ authorization: 'Basic YTpi' })).toBe('token_invalid')
  expect(await code({ authorization: `Bearer ${token.slice(0, -8)}AAAAAAAA` })).toBe('token_invalid')
  expect(await code({ authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' })).toBe('token_invalid')
  world.advance(day)
  expect(await code({ authorization: `Bearer ${token}` })).toBe('token_expired')
})

test('a logout ends this session at once, its refresh tokens too, and no other', async () => {
  const world = open()
  const [here, there] = [await signIn(world), await signIn(world)]
  expect((await world.call('DELETE', '/v1/auth/logout', { token: access(here) })).status).toBe(204)
  expect((await profile(world, access(here))).at('errors.0.code')).toBe('token_revoked')
  expect((await refresh(world, renewal(here))).at('errors.0.code')).toBe('invalid_refresh_token')
  expect((await profile(world, access(there))).status).toBe(200)
})

test('a refresh token works once; the second use ends the session it belongs to', async () => {
  const world = open()
  const first = await signIn(world)
  const second = await refresh(world, renewal(first))
  expect(second.status).toBe(200)
  expect(second.at('included.0.id')).toBe(demoUsers.ada.unique_id)
  const reuse = await refresh(world, renewal(first))
  expect(reuse.status).toBe(401)
  expect(reuse.at('errors.0.code')).toBe('invalid_refresh_token')
  expect((await refresh(world, renewal(second))).status).toBe(401)
  expect((await profile(world, access(second))).at('errors.0.code')).toBe('token_revoked')
})

test('of many uses at once, one wins and the session ends', async () => {
  const world = open()
  const first = await signIn(world)
  const answers = await Promise.all(Array.from({ length: 5 }, () => refresh(world, renewal(first))))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

test('within the grace window a lost answer may be asked for again, after it not', async () => {
  const world = open({ refreshGraceSeconds: 10 })
  const first = await signIn(world)
  const [second, again] = [await refresh(world, renewal(first)), await refresh(world, renewal(first))]
  expect([second.status, again.status]).toEqual([200, 200])
  expect((await profile(world, access(second))).status).toBe(200)
  world.advance(10_001)
  expect((await refresh(world, renewal(first))).status).toBe(401)
  expect((await profile(world, access(again))).at('errors.0.code')).toBe('token_revoked')
})

test('a refresh token lives 30 days', async () => {
  const world = open()
  const [young, old] = [await signIn(world), await signIn(world)]
  world.advance(30 * day - 1)
  expect((await refresh(world, renewal(young))).status).toBe(200)
  world.advance(1)
  expect((await refresh(world, renewal(old))).status).toBe(401)
  expect((await refresh(world, 'never issued')).status).toBe(401)
})

test('sessions, accounts and the signing key survive a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'blockstate-'))
  folders.push(folder)
  const file = join(folder, 'deep', 'data.sqlite')
  const before = virtualSandbox({ file })
  const answer = await signIn(before)
  before.sandbox.close()
  const after = virtualSandbox({ file })
  expect((await profile(after, access(answer))).status).toBe(200)
  expect((await refresh(after, renewal(answer))).status).toBe(200)
  expect((await refresh(after, renewal(answer))).status).toBe(401)
  after.sandbox.close()
})

test('no secret is stored as it is', async () => {
  const world = open()
  const answer = await signIn(world)
  const rows = JSON.stringify(world.sandbox.database.all('select * from refresh_tokens'))
  expect(rows).not.toContain(renewal(answer))
  expect(JSON.stringify(world.sandbox.database.all('select * from users'))).not.toContain(demoPassword)
})

test('a suspended account neither signs in nor goes on', async () => {
  const world = open()
  const answer = await signIn(world)
  world.sandbox.database.run(`update users set status = 'suspended' where email = ?`, ada.email)
  expect((await signIn(world)).at('errors.0.code')).toBe('account_inactive')
  expect((await profile(world, access(answer))).at('errors.0.code')).toBe('token_revoked')
  expect((await refresh(world, renewal(answer))).status).toBe(401)
})
