import { expect, test } from 'vitest'
import { readMails } from '../outbox.ts'
import { demoPassword, demoUsers } from '../seed/seedUsers.ts'
import { makeSigningKey, virtualSandbox } from '../testing/virtualSandbox.ts'
import type { Answered, VirtualSandbox } from '../testing/virtualSandbox.ts'

const signingKey = await makeSigningKey()
const email = demoUsers.ada.email
const open = (): VirtualSandbox => virtualSandbox({ signingKey, blocks: [] })
const signIn = async ({ call }: VirtualSandbox, password = demoPassword): Promise<Answered> =>
  call('POST', '/v1/auth/login', { body: { email, password } })
const token = async (world: VirtualSandbox): Promise<string> => (await signIn(world)).told('data.attributes.access_token')
const change = async ({ call }: VirtualSandbox, access: string, body: object): Promise<Answered> =>
  call('PATCH', '/v1/auth/password', { token: access, body: { user: body } })
const reset = async (
  { call }: VirtualSandbox,
  reset_password_token: string,
  password: string,
  password_confirmation = password,
): Promise<Answered> => call('POST', '/v1/auth/reset-password', { body: { reset_password_token, password, password_confirmation } })
const lastToken = ({ sandbox }: VirtualSandbox): string => readMails(sandbox.database)[0]?.token ?? ''

test('changing the password keeps this session and ends the others', async () => {
  const world = open()
  const [here, there] = [await token(world), await token(world)]
  const next = 'quite another one'
  const answer = await change(world, here, { current_password: demoPassword, new_password: next, new_password_confirmation: next })
  expect(answer.json).toEqual({ message: 'Password changed' })
  expect((await world.call('GET', '/v1/auth/profile', { token: here })).status).toBe(200)
  expect((await world.call('GET', '/v1/auth/profile', { token: there })).at('errors.0.code')).toBe('token_revoked')
  expect((await signIn(world)).status).toBe(401)
  expect((await signIn(world, next)).status).toBe(200)
})

test('a wrong current password is 401 invalid_password and leaves everything as it is', async () => {
  const world = open()
  const access = await token(world)
  const answer = await change(world, access, {
    current_password: 'wrong',
    new_password: 'quite another',
    new_password_confirmation: 'quite another',
  })
  expect(answer.at('errors.0')).toMatchObject({ status: '401', code: 'invalid_password' })
  expect((await signIn(world)).status).toBe(200)
})

test('a new password that is short or not confirmed is refused with its field', async () => {
  const world = open()
  const access = await token(world)
  const short = await change(world, access, { current_password: demoPassword, new_password: 'short', new_password_confirmation: 'short' })
  expect(short.at('errors.0.source.pointer')).toBe('/user/new_password')
  const other = await change(world, access, {
    current_password: demoPassword,
    new_password: 'long enough',
    new_password_confirmation: 'long enouhg',
  })
  expect(other.at('errors.0.source.pointer')).toBe('/user/new_password_confirmation')
  expect((await world.call('PATCH', '/v1/auth/password', { body: {} })).at('errors.0.code')).toBe('token_missing')
})

test('PUT does what PATCH does', async () => {
  const world = open()
  const body = { current_password: demoPassword, new_password: 'long enough', new_password_confirmation: 'long enough' }
  expect((await world.call('PUT', '/v1/auth/password', { token: await token(world), body })).status).toBe(200)
})

test('forgetting a password answers the same for everyone and mails only those who have an account', async () => {
  const world = open()
  const known = await world.call('POST', '/v1/auth/forgot-password', { body: { user: { email: email.toUpperCase() } } })
  const unknown = await world.call('POST', '/v1/auth/forgot-password', { body: { user: { email: 'nobody@example.com' } } })
  expect(unknown.body).toBe(known.body)
  expect(readMails(world.sandbox.database)).toMatchObject([
    { kind: 'password_reset', recipient: email, link: expect.stringContaining('http://sandbox.test/_sandbox/link') },
  ])
  expect((await world.call('POST', '/v1/auth/forgot-password', { body: { user: { email: 'x' } } })).at('errors.0.source.pointer')).toBe(
    '/user/email',
  )
})

test('a mailed token sets a new password once and ends every session', async () => {
  const world = open()
  const access = await token(world)
  await world.call('POST', '/v1/auth/forgot-password', { body: { email } })
  const mailed = lastToken(world)
  expect((await reset(world, mailed, 'brand new one', 'brand new two')).at('errors.0.source.pointer')).toBe('/password_confirmation')
  expect((await reset(world, mailed, 'brand new one')).status).toBe(200)
  expect((await reset(world, mailed, 'and once more')).at('errors.0')).toMatchObject({ status: '422', code: 'invalid_reset_token' })
  expect((await world.call('GET', '/v1/auth/profile', { token: access })).at('errors.0.code')).toBe('token_revoked')
  expect((await signIn(world, 'brand new one')).status).toBe(200)
})

test('a reset token is void after 30 minutes, and when a newer one was mailed', async () => {
  const world = open()
  const ask = async (): Promise<string> => {
    await world.call('POST', '/v1/auth/forgot-password', { body: { email } })
    return lastToken(world)
  }
  const first = await ask()
  world.advance(1)
  const second = await ask()
  expect((await reset(world, first, 'brand new one')).status).toBe(422)
  world.advance(30 * 60_000)
  expect((await reset(world, second, 'brand new one')).status).toBe(422)
})

test('a magic link leads to the app with its token, and signs in once within 15 minutes', async () => {
  const world = open()
  const ask = async (): Promise<string> => {
    await world.call('POST', '/v1/auth/magic-link', { body: { email, redirect_url: 'https://app.example.com/in?from=mail' } })
    return lastToken(world)
  }
  const verify = async (mailed: string): Promise<Answered> => world.call('POST', '/v1/auth/magic-link/verify', { body: { token: mailed } })
  const mailed = await ask()
  expect(readMails(world.sandbox.database)[0]?.link).toBe(`https://app.example.com/in?from=mail&token=${mailed}`)
  expect((await verify(mailed)).at('data.type')).toBe('session')
  expect((await verify(mailed)).at('errors.0')).toMatchObject({ status: '401', code: 'invalid_magic_link' })
  world.advance(1)
  const late = await ask()
  world.advance(15 * 60_000)
  expect((await verify(late)).status).toBe(401)
})

test('a token mailed for one purpose does not serve another', async () => {
  const world = open()
  await world.call('POST', '/v1/auth/magic-link', { body: { email } })
  expect((await reset(world, lastToken(world), 'brand new one')).status).toBe(422)
  const unknown = await world.call('POST', '/v1/auth/magic-link', { body: { email: 'nobody@example.com' } })
  expect(unknown.status).toBe(200)
  expect(readMails(world.sandbox.database)).toHaveLength(1)
  expect(
    (await world.call('POST', '/v1/auth/magic-link', { body: { email, redirect_url: 'nowhere' } })).at('errors.0.source.pointer'),
  ).toBe('/redirect_url')
})
