import { expect, test } from 'vitest'
import { demoBackupCode, demoPassword, demoTotpSecret, demoUsers } from '../seed/seedUsers.ts'
import { makeSigningKey, virtualSandbox } from '../testing/virtualSandbox.ts'
import type { Answered, VirtualSandbox } from '../testing/virtualSandbox.ts'
import { totpOf } from './codes.ts'

const signingKey = await makeSigningKey()
const open = (): VirtualSandbox => virtualSandbox({ signingKey, blocks: [] })
const signIn = async ({ call }: VirtualSandbox, email: string): Promise<Answered> =>
  call('POST', '/v1/auth/login', { body: { session: { email, password: demoPassword } } })
const challenge = async (world: VirtualSandbox): Promise<string> =>
  (await signIn(world, demoUsers.grace.email)).told('data.attributes.challenge_id')
const verify = async ({ call }: VirtualSandbox, challenge_id: string, code: string): Promise<Answered> =>
  call('POST', '/v1/auth/mfa/verify', { body: { mfa: { challenge_id, code } } })
const codeAt = (timestamp: number, secret = demoTotpSecret): string => totpOf(secret, 'x').generate({ timestamp })

test('an account with MFA gets a challenge and no tokens', async () => {
  const answer = await signIn(open(), demoUsers.grace.email)
  expect(answer.status).toBe(200)
  expect(answer.json).toEqual({
    data: {
      type: 'mfa_challenge',
      id: expect.any(String),
      attributes: { challenge_id: expect.any(String), methods: ['totp', 'backup_code'], expires_at: '2026-01-01T00:05:00.000Z' },
    },
  })
})

test('the challenge and the current code are traded for a session', async () => {
  const world = open()
  const answer = await verify(world, await challenge(world), codeAt(world.now()))
  expect(answer.json).toMatchObject({ data: { type: 'session', attributes: { mfa_verified: true, token_type: 'Bearer' } } })
  const profile = await world.call('GET', '/v1/auth/profile', { token: answer.told('data.attributes.access_token') })
  expect(profile.at('data.attributes.mfa_enabled')).toBe(true)
})

test('a code may be one period early or late, not two', async () => {
  for (const [drift, status] of [
    [-60_000, 401],
    [-30_000, 200],
    [30_000, 200],
    [60_000, 401],
  ] as const) {
    const world = open()
    expect((await verify(world, await challenge(world), codeAt(world.now() + drift))).status).toBe(status)
  }
})

test('a code that was used is refused, and so is an older one', async () => {
  const world = open()
  expect((await verify(world, await challenge(world), codeAt(world.now()))).status).toBe(200)
  expect((await verify(world, await challenge(world), codeAt(world.now()))).at('errors.0.code')).toBe('invalid_code')
  expect((await verify(world, await challenge(world), codeAt(world.now() - 30_000))).status).toBe(401)
  expect((await verify(world, await challenge(world), codeAt(world.now() + 30_000))).status).toBe(200)
})

test('a challenge is over once it is answered, after five tries, and after five minutes', async () => {
  const world = open()
  const answered = await challenge(world)
  await verify(world, answered, codeAt(world.now()))
  expect((await verify(world, answered, codeAt(world.now() + 30_000))).at('errors.0.code')).toBe('challenge_expired')
  const guessed = await challenge(world)
  for (let tries = 0; tries < 5; tries += 1) expect((await verify(world, guessed, '000000')).status).toBe(401)
  expect((await verify(world, guessed, codeAt(world.now() + 30_000))).status).toBe(422)
  const late = await challenge(world)
  world.advance(5 * 60_000)
  expect((await verify(world, late, codeAt(world.now()))).status).toBe(422)
})

test('a challenge means nothing with another app id', async () => {
  const world = open()
  const challenge_id = await challenge(world)
  const answer = await world.call('POST', '/v1/auth/mfa/verify', { appId: 'elsewhere', body: { challenge_id, code: codeAt(world.now()) } })
  expect(answer.status).toBe(422)
})

test('a backup code works once, in any letter case', async () => {
  const world = open()
  expect((await verify(world, await challenge(world), demoBackupCode.toLowerCase())).status).toBe(200)
  expect((await verify(world, await challenge(world), demoBackupCode)).status).toBe(401)
})

test('MFA is set up without a code and turned on with one', async () => {
  const world = open()
  const token = (await signIn(world, demoUsers.ada.email)).told('data.attributes.access_token')
  const early = await world.call('POST', '/v1/auth/mfa/enable', { token, body: { totp_code: '123456' } })
  expect(early.at('errors.0')).toMatchObject({ status: '400', code: 'mfa_setup_required' })
  const setup = await world.call('POST', '/v1/auth/mfa/enable', { token })
  expect(setup.json).toMatchObject({
    data: { type: 'mfa_setup', attributes: { enabled: false, qr_code_uri: expect.stringMatching(/^otpauth:\/\/totp\//) } },
  })
  expect(setup.at('data.attributes.backup_codes')).toHaveLength(10)
  expect((await signIn(world, demoUsers.ada.email)).at('data.type')).toBe('session')
  const secret = setup.told('data.attributes.secret')
  const wrong = await world.call('POST', '/v1/auth/mfa/enable', { token, body: { totp_code: codeAt(0, secret) } })
  expect(wrong.at('errors.0')).toMatchObject({ status: '401', code: 'invalid_code' })
  const on = await world.call('POST', '/v1/auth/mfa/enable', { token, body: { totp_code: codeAt(world.now(), secret) } })
  expect(on.json).toEqual({ data: { type: 'mfa_status', attributes: { enabled: true, message: 'MFA is on' } } })
  const again = await world.call('POST', '/v1/auth/mfa/enable', { token })
  expect(again.at('errors.0')).toMatchObject({ status: '409', code: 'mfa_already_on' })
  const next = (await signIn(world, demoUsers.ada.email)).told('data.attributes.challenge_id')
  expect((await verify(world, next, setup.told('data.attributes.backup_codes.3'))).status).toBe(200)
  expect(JSON.stringify(world.sandbox.database.all('select * from backup_codes'))).not.toContain(
    setup.told('data.attributes.backup_codes.4'),
  )
})

test('MFA is turned off with the password, in the body of a DELETE', async () => {
  const world = open()
  const token = (await verify(world, await challenge(world), codeAt(world.now()))).told('data.attributes.access_token')
  const wrong = await world.call('DELETE', '/v1/auth/mfa/disable', { token, body: { password: 'wrong' } })
  expect(wrong.at('errors.0')).toMatchObject({ status: '401', code: 'invalid_password' })
  const missing = await world.call('DELETE', '/v1/auth/mfa/disable', { token })
  expect(missing.at('errors.0')).toMatchObject({ status: '422', source: { pointer: '/password' } })
  expect(
    (await world.call('DELETE', '/v1/auth/mfa/disable', { token, body: { password: demoPassword } })).at('data.attributes.enabled'),
  ).toBe(false)
  expect((await signIn(world, demoUsers.grace.email)).at('data.type')).toBe('session')
  expect(world.sandbox.database.all(`select 1 from backup_codes where tenant = 'demo'`)).toEqual([])
})

test('setting up and turning off ask for a token; a bad body is named field by field', async () => {
  const { call } = open()
  expect((await call('POST', '/v1/auth/mfa/enable')).at('errors.0.code')).toBe('token_missing')
  expect((await call('DELETE', '/v1/auth/mfa/disable', { body: { password: 'x' } })).at('errors.0.code')).toBe('token_missing')
  const bad = await call('POST', '/v1/auth/mfa/verify', { body: { mfa: { challenge_id: 'x' } } })
  expect(bad.at('errors')).toMatchObject([{ source: { pointer: '/mfa/challenge_id' } }, { source: { pointer: '/mfa/code' } }])
})
