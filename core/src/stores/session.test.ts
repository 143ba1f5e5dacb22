import { afterEach, describe, expect, test } from 'vitest'
import { totpOf } from '../../../sandbox/src/auth/codes.ts'
import { demoBackupCode, demoPassword, demoTotpSecret, demoUsers } from '../../../sandbox/src/index.ts'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import { changePassword, enableMfa, getProfile, login, updateProfile } from '../blocks/auth.ts'
import { listEntities } from '../blocks/jarvis.ts'
import { call, session } from '../index.ts'
import type { BlockstateError, SessionState } from '../index.ts'
import { testClient, virtualPlatform } from '../testing/index.ts'
import type { TestClient, TestClientOptions } from '../testing/index.ts'

const signingKey = await makeSigningKey()
const disposals: (() => void)[] = []
const ada = { email: demoUsers.ada.email, password: demoPassword }
const grace = { email: demoUsers.grace.email, password: demoPassword }

afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface World extends TestClient {
  readonly server: { down: boolean }
  /** Every status the session showed, in order. */
  readonly statuses: string[]
  /** The page is loaded anew, or another tab opened: another client, the same storage. */
  reload(options?: TestClientOptions): TestClient
}

function world(): World {
  const virtual = virtualPlatform()
  const server = { down: false }
  const { sandbox } = virtualSandbox({ signingKey, now: virtual.platform.now })
  const fetch = async (request: Request): Promise<Response> => {
    if (server.down) throw new TypeError('Failed to fetch')
    return sandbox.fetch(request)
  }
  const it = testClient({ fetch }, { virtual })
  const statuses: string[] = []
  disposals.push(
    it.client.session.listen(({ status }) => void statuses.push(status)),
    it.client.dispose,
    sandbox.close,
  )
  const reload = (options: TestClientOptions = {}): TestClient => {
    const next = testClient({ fetch }, { virtual, storage: it.storage, ...options })
    disposals.push(next.client.dispose)
    return next
  }
  return { ...it, server, statuses, reload }
}

const codeOf = ({ code }: BlockstateError): string => code
const codeAt = (it: World, secret = demoTotpSecret): string => totpOf(secret, 'Ada').generate({ timestamp: it.platform.now() })
const emailOf = (state: SessionState): unknown => (state.status === 'authenticated' ? state.user?.['email'] : null)

describe('signing in', () => {
  test('answers without the tokens: nobody but the client holds them', async () => {
    const it = world()
    const answer = await call(it.client, login, ada)
    expect(it.client.session.get().status).toBe('authenticated')
    expect(answer).not.toHaveProperty('access_token')
    expect(answer).not.toHaveProperty('refresh_token')
    expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: 86_400 })
  })

  test('where the answer names nobody, the profile tells who it is', async () => {
    const answers: Record<string, object> = {
      login: { access_token: 'a', refresh_token: 'r', expires_in: 60 },
      profile: { data: { type: 'user', id: 'u1', attributes: { unique_id: 'u1', email: 'ada@example.com' } } },
    }
    const it = testClient({ fetch: async ({ url }) => Response.json(answers[url.split('/').at(-1) ?? '']) })
    disposals.push(it.client.dispose)
    expect(await session(it.client).signIn(ada)).toMatchObject({ status: 'authenticated', user: { email: 'ada@example.com' } })
    expect(it.requests).toEqual(['POST auth/login', 'GET auth/profile'])
  })

  test('shows who it is, and calls are made in their name', async () => {
    const it = world()
    const $session = session(it.client)
    expect($session.value).toEqual({ status: 'anonymous' })
    const state = await $session.signIn(ada)
    expect(state).toBe($session.value)
    expect(state).toMatchObject({ status: 'authenticated', user: { unique_id: demoUsers.ada.unique_id, first_name: 'Ada' } })
    expect(it.statuses).toEqual(['authenticating', 'authenticated'])
    expect((await call(it.client, getProfile, {})).email).toBe(demoUsers.ada.email)
  })

  test('with a wrong password is refused, says why, and signs nobody in', async () => {
    const it = world()
    const $session = session(it.client)
    await expect($session.signIn({ ...ada, password: 'wrong password' })).rejects.toMatchObject({ code: 'unauthorized', status: 401 })
    expect($session.value).toMatchObject({ status: 'anonymous', error: { code: 'unauthorized' } })
    expect(it.statuses).toEqual(['authenticating', 'anonymous'])
    expect(it.requests).toEqual(['POST auth/login'])
    expect(await $session.signIn(ada)).toMatchObject({ status: 'authenticated' })
  })

  test('while offline leaves things as they were', async () => {
    const it = world()
    it.server.down = true
    expect(await session(it.client).signIn(ada).catch(codeOf)).toBe('network')
    expect(session(it.client).value).toMatchObject({ status: 'anonymous', error: { code: 'network' } })
  })

  test('with a wrong password while somebody is signed in leaves them signed in', async () => {
    const it = world()
    await session(it.client).signIn(ada)
    expect(
      await session(it.client)
        .signIn({ ...grace, password: 'wrong password' })
        .catch(codeOf),
    ).toBe('unauthorized')
    expect(emailOf(session(it.client).value)).toBe(ada.email)
    expect((await call(it.client, getProfile, {})).email).toBe(ada.email)
  })

  test('is one store for everybody who asks a client', () => {
    const { client } = world()
    expect(session(client)).toBe(session(client))
    expect(session(client).value).toBe(client.session.get())
  })
})

describe('signing up', () => {
  test('creates the account and signs it in', async () => {
    const it = world()
    const state = await session(it.client).signUp({ email: 'new@example.com', password: 'long enough', first_name: 'New' })
    expect(state).toMatchObject({ status: 'authenticated', user: { email: 'new@example.com', first_name: 'New' } })
    expect((await call(it.client, getProfile, {})).email).toBe('new@example.com')
  })

  test('with an address that is taken names the field', async () => {
    const it = world()
    await expect(session(it.client).signUp(ada)).rejects.toMatchObject({ code: 'invalid', errors: [{ source: '/user/email' }] })
    expect(session(it.client).value.status).toBe('anonymous')
  })
})

describe('a second factor', () => {
  test('is asked for after the password, and its code signs in', async () => {
    const it = world()
    const $session = session(it.client)
    const next = await $session.signIn(grace)
    expect(next).toMatchObject({ status: 'mfa_required', challenge: { methods: ['totp', 'backup_code'] } })
    await expect(call(it.client, getProfile, {})).rejects.toMatchObject({ code: 'unauthorized' })
    expect(session(it.client).value.status).toBe('mfa_required')
    expect(emailOf(await $session.verify({ code: codeAt(it) }))).toBe(grace.email)
    expect(it.statuses).toEqual(['authenticating', 'mfa_required', 'authenticating', 'authenticated'])
  })

  test('a wrong code keeps the challenge: the next one may be right', async () => {
    const it = world()
    const $session = session(it.client)
    await $session.signIn(grace)
    const { value } = $session
    const challenge = value.status === 'mfa_required' ? value.challenge : undefined
    expect(await $session.verify({ code: '000000' }).catch(codeOf)).toBe('unauthorized')
    expect($session.value).toMatchObject({ status: 'mfa_required', challenge, error: { code: 'unauthorized' } })
    it.server.down = true
    expect(await $session.verify({ code: codeAt(it) }).catch(codeOf)).toBe('network')
    expect($session.value).toMatchObject({ status: 'mfa_required', challenge })
    it.server.down = false
    expect(await $session.verify({ code: codeAt(it) })).toMatchObject({ status: 'authenticated' })
  })

  test('a backup code does as well', async () => {
    const it = world()
    await session(it.client).signIn(grace)
    expect(await session(it.client).verify({ code: demoBackupCode })).toMatchObject({ status: 'authenticated' })
  })

  test('a challenge that is over starts anew', async () => {
    const it = world()
    await session(it.client).signIn(grace)
    await it.advance(6 * 60_000)
    expect(
      await session(it.client)
        .verify({ code: codeAt(it) })
        .catch(codeOf),
    ).toBe('invalid')
    expect(session(it.client).value).toMatchObject({ status: 'anonymous', error: { code: 'invalid' } })
  })

  test('a code nobody asked for is refused before it is sent', async () => {
    const it = world()
    expect(await session(it.client).verify({ code: '123456' }).catch(codeOf)).toBe('invalid_input')
    expect(it.requests).toEqual([])
  })

  test('is set up with a code of its own secret, a wrong one being an answer, and then asked for', async () => {
    const it = world()
    const $session = session(it.client)
    await $session.signIn(ada)
    const { secret = '' } = await call(it.client, enableMfa, {})
    expect(await call(it.client, enableMfa, { totp_code: '000000' }).catch(codeOf)).toBe('unauthorized')
    expect($session.value.status).toBe('authenticated')
    expect(await call(it.client, enableMfa, { totp_code: codeAt(it, secret) })).toMatchObject({ enabled: true })
    await $session.signOut()
    await it.advance(60_000)
    expect(await $session.signIn(ada)).toMatchObject({ status: 'mfa_required' })
    expect(emailOf(await $session.verify({ code: codeAt(it, secret) }))).toBe(ada.email)
  })

  test('a sign-in that stops at the challenge leaves nobody signed in, also after a reload', async () => {
    const it = world()
    await session(it.client).signIn(ada)
    await session(it.client).signIn(grace)
    expect(session(it.client).value.status).toBe('mfa_required')
    expect(it.reload().client.session.get().status).toBe('anonymous')
  })
})

describe('while signed in', () => {
  test('a wrong current password is an answer, not a lost session', async () => {
    const it = world()
    await session(it.client).signIn(ada)
    const wrong = { current_password: 'wrong', new_password: 'long enough', new_password_confirmation: 'long enough' }
    expect(await call(it.client, changePassword, wrong).catch(codeOf)).toBe('unauthorized')
    expect(it.requests.slice(1)).toEqual(['PATCH auth/password'])
    expect(it.client.session.get().status).toBe('authenticated')
    expect((await call(it.client, getProfile, {})).email).toBe(ada.email)
    await call(it.client, changePassword, { ...wrong, current_password: demoPassword })
    expect(it.client.session.get().status).toBe('authenticated')
  })

  test('a change of the profile is seen in the session, also after a reload', async () => {
    const it = world()
    await session(it.client).signIn(ada)
    await call(it.client, updateProfile, { first_name: 'Augusta' })
    expect(it.client.session.get()).toMatchObject({ user: { first_name: 'Augusta', last_name: 'Lovelace' } })
    expect(it.reload().client.session.get()).toMatchObject({ user: { first_name: 'Augusta' } })
  })
})

describe('signing out', () => {
  test('is done here at once and told to the server, which no longer takes the token', async () => {
    const it = world()
    await session(it.client).signIn(ada)
    const tokens = it.storage.getItem('blockstate:demo@http://sandbox.test/v1')
    const thief = it.reload({ storage: { getItem: () => tokens, setItem: () => {}, removeItem: () => {} } })
    const leaving = session(it.client).signOut()
    expect(it.client.session.get()).toEqual({ status: 'anonymous' })
    await leaving
    expect(it.requests.at(-1)).toBe('DELETE auth/logout')
    expect(await call(thief.client, getProfile, {}).catch(codeOf)).toBe('session_expired')
    expect(it.reload().client.session.get().status).toBe('anonymous')
  })

  test('while offline is done here all the same, and says that the server could not be told', async () => {
    const it = world()
    await session(it.client).signIn(ada)
    it.server.down = true
    expect(await session(it.client).signOut().catch(codeOf)).toBe('network')
    expect(it.client.session.get()).toEqual({ status: 'anonymous' })
    expect(it.reload().client.session.get().status).toBe('anonymous')
    it.server.down = false
    expect(await session(it.client).signIn(ada)).toMatchObject({ status: 'authenticated' })
  })

  test('of a session the server has ended already is no error', async () => {
    const it = world()
    await session(it.client).signIn(ada)
    const tab = it.reload()
    await session(tab.client).signOut()
    await session(it.client).signOut()
    expect(it.statuses).toEqual(['authenticating', 'authenticated', 'anonymous'])
  })

  test('when nobody is signed in is quiet', async () => {
    const it = world()
    await session(it.client).signOut()
    expect(it.client.session.get()).toEqual({ status: 'anonymous' })
  })
})

describe('a reload', () => {
  test('keeps the session, with its user, and asks nobody', async () => {
    const it = world()
    await session(it.client).signIn(ada)
    const next = it.reload()
    expect(next.client.session.get()).toEqual(it.client.session.get())
    expect(next.requests).toEqual([])
    expect((await call(next.client, getProfile, {})).email).toBe(ada.email)
  })

  test('days later renews the token first', async () => {
    const it = world()
    await session(it.client).signIn(ada)
    await it.advance(3 * 24 * 3_600_000)
    const next = it.reload()
    expect(next.client.session.get().status).toBe('authenticated')
    expect((await call(next.client, listEntities, {})).items.length).toBeGreaterThan(0)
    expect(next.requests).toEqual(['POST auth/refresh', 'GET jarvis/entities'])
  })

  test('after the refresh token’s life ends in `expired`', async () => {
    const it = world()
    await session(it.client).signIn(ada)
    await it.advance(31 * 24 * 3_600_000)
    const next = it.reload()
    expect(await call(next.client, getProfile, {}).catch(codeOf)).toBe('session_expired')
    expect(next.client.session.get()).toMatchObject({ status: 'expired', error: { code: 'session_expired' } })
    expect(await session(next.client).signIn(ada)).toMatchObject({ status: 'authenticated' })
  })

  test.each([
    '',
    'null',
    '[]',
    '42',
    '{',
    '{"version":2}',
    '<html>',
    '"text"',
    '{"version":1}',
    '{"version":1,"generation":1,"accessToken":7,"refreshToken":null,"expiresAt":null}',
    '{"version":1,"generation":1,"accessToken":"a","refreshToken":{},"expiresAt":null,"user":{}}',
  ])('with %j in the storage begins as nobody, and signing in works', async (text) => {
    const it = world()
    const storage = { getItem: () => text, setItem: () => {}, removeItem: () => {} }
    const { client } = it.reload({ storage })
    expect(client.session.get()).toEqual({ status: 'anonymous' })
    expect(await session(client).signIn(ada)).toMatchObject({ status: 'authenticated' })
  })
})
