import { afterEach, describe, expect, test, vi } from 'vitest'
import { demoPassword, demoUsers } from '../../../sandbox/src/index.ts'
import { jarvisBlock } from '../../../sandbox/src/jarvis/jarvisBlock.ts'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import { getProfile } from '../blocks/auth.ts'
import { getEntity, registerEntity, updateEntity } from '../blocks/jarvis.ts'
import { call, session } from '../index.ts'
import type { BlockstateError, SessionState } from '../index.ts'
import { testClient, turn, virtualPlatform } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const signingKey = await makeSigningKey()
// Real keys, passwords and sockets take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const disposals: (() => void)[] = []
const HOUR = 3_600_000
const REFRESH = 'POST auth/refresh'

afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface Server {
  /** Takes the place of the sandbox for refreshes, while it is set. */
  refreshing: (() => Promise<Response>) | null
  /** Its clock runs ahead by so much: tokens are expired there that look alive here. */
  ahead: number
}

interface World extends TestClient {
  readonly server: Server
  refreshes(): number
  readonly states: SessionState[]
}

/** A client signed in as Ada whose refreshes the test can answer itself. */
async function world(): Promise<World> {
  const virtual = virtualPlatform()
  const server: Server = { refreshing: null, ahead: 0 }
  const { sandbox } = virtualSandbox({
    blocks: [jarvisBlock],
    signingKey,
    now: () => virtual.platform.now() + server.ahead,
    requestsPerMinute: 1_000_000,
  })
  const it: World = {
    ...testClient(
      { fetch: (request) => (server.refreshing && request.url.endsWith('/auth/refresh') ? server.refreshing() : sandbox.fetch(request)) },
      { virtual, requestsPerMinute: 1_000_000 },
    ),
    server,
    refreshes: () => it.requests.filter((request) => request === REFRESH).length,
    states: [],
  }
  await session(it.client).signIn({ email: demoUsers.ada.email, password: demoPassword })
  disposals.push(
    it.client.session.listen((state) => void it.states.push(state)),
    it.client.dispose,
    sandbox.close,
  )
  return it
}

const json = (body: unknown, status = 200, headers = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
const codeOf = (reason: unknown): string => (reason as BlockstateError).code

describe.each([
  ['whose life is over by our own clock', (it: World) => it.advance(25 * HOUR)],
  [
    'that only the server knows to be expired',
    async (it: World) => {
      it.server.ahead = 25 * HOUR
    },
  ],
])('with a token %s', (_, expire) => {
  test('50 calls at once make exactly one refresh and all get their right answer', async () => {
    const it = await world()
    const { client } = it
    const ids = Array.from({ length: 50 }, (_, index) => `hall-${index}`)
    for (const id of ids) await call(client, registerEntity, { id, name: `Hall ${id}`, entity_type: 'hall' })
    await expire(it)
    const answers = await Promise.all(
      ids.map((id, index) => (index % 2 ? call(client, getEntity, { id }) : call(client, updateEntity, { id, description: `Old ${id}` }))),
    )
    expect(answers.map(({ unique_id }) => unique_id)).toEqual(ids)
    const expected = ids.map((id, index) => `${index % 2 ? 'Hall' : 'Old'} ${id}`)
    expect(answers.map(({ name, description }) => name ?? description)).toEqual(expected)
    expect(it.refreshes()).toBe(1)
    expect(client.session.get().status).toBe('authenticated')
    for (const id of ids) expect((await call(client, getEntity, { id })).name).toBe(`Hall ${id}`)
    expect(it.refreshes()).toBe(1)
  })

  test('a refresh that is refused ends the session: `expired` once, one refresh, and every call rejects saying so', async () => {
    const it = await world()
    await expire(it)
    it.server.refreshing = async () => json({ errors: [{ status: '401', code: 'invalid_refresh_token' }] }, 401)
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => call(it.client, getProfile, {})))
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
    expect(new Set(outcomes.map((one) => one.status === 'rejected' && codeOf(one.reason)))).toEqual(new Set(['session_expired']))
    expect(it.states.map(({ status }) => status)).toEqual(['expired'])
    expect(it.refreshes()).toBe(1)
    const sent = it.requests.length
    const reload = testClient({ fetch: async () => json({ data: [] }) }, { virtual: it, storage: it.storage })
    disposals.push(reload.client.dispose)
    expect(reload.client.session.get().status).toBe('anonymous')
    expect(it.requests).toHaveLength(sent)
  })

  test.each<[string, () => Promise<Response>, string]>([
    ['answers 503', async () => json({ errors: [{ status: '503' }] }, 503), 'server'],
    ['answers 503 with Retry-After', async () => json({ errors: [{ status: '503' }] }, 503, { 'retry-after': '1' }), 'server'],
    ['answers 500 with a web page', async () => new Response('<html><title>Oh</title>', { status: 500 }), 'server'],
    ['answers 429', async () => json({ errors: [{ status: '429' }] }, 429, { 'retry-after': '2' }), 'rate_limited'],
    ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch')), 'network'],
    ['never answers', () => new Promise<Response>(() => {}), 'timeout'],
    ['answers garbage', async () => new Response('{"data": <<<', { headers: { 'content-type': 'application/json' } }), 'protocol'],
    ['answers a web page', async () => new Response('<html><title>Sign in to the Wi-Fi</title>'), 'protocol'],
    ['answers nothing', async () => new Response(''), 'protocol'],
    ['answers no token', async () => json({ data: { type: 'session', id: 's1', attributes: {} } }), 'protocol'],
    ['answers a redirect', async () => new Response('', { status: 302, headers: { location: 'https://elsewhere.example/' } }), 'protocol'],
  ])('where the refresh %s, calls reject, nobody is signed out, and the next call works', async (_, refreshing, code) => {
    const it = await world()
    await expire(it)
    it.server.refreshing = refreshing
    const calls = Array.from({ length: 8 }, () => call(it.client, getProfile, {}).catch(codeOf))
    const outcomes = Promise.all(calls)
    let over = false
    void outcomes.then(() => (over = true))
    // A call that was refused after the refresh had failed begins one of its own, which takes as long again.
    while (!over) await it.advance(31_000)
    expect(await outcomes).toEqual(calls.map(() => code))
    expect(it.client.session.get()).toMatchObject({ status: 'authenticated', user: { email: demoUsers.ada.email } })
    expect(it.states.filter(({ status }) => status !== 'authenticated')).toEqual([])
    it.server.refreshing = null
    await it.advance(3_000) // the token that failed is left alone for a while
    expect((await call(it.client, getProfile, {})).email).toBe(demoUsers.ada.email)
  })
})

test('calls that begin while a refresh is under way wait for it and are sent with the new token', async () => {
  const it = await world()
  await it.advance(25 * HOUR)
  let letGo = (): void => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  it.server.refreshing = async () => {
    await held
    return json({ data: { type: 'session', id: 's', attributes: { access_token: 'newer', refresh_token: 'r', expires_in: 60 } } })
  }
  const calls = [call(it.client, getProfile, {})]
  await turn()
  calls.push(call(it.client, getProfile, {}), call(it.client, getProfile, {}))
  await turn()
  expect(it.requests.at(-1)).toBe(REFRESH)
  it.server.refreshing = async () => json({}, 503)
  letGo()
  // The sandbox does not know this token: each call says so, after the one refresh it may ask for.
  expect(await Promise.all(calls.map((one) => one.catch(codeOf)))).toEqual(['server', 'server', 'server'])
  expect(it.requests.filter((request) => request === 'GET auth/profile')).toHaveLength(3)
})

test('a token that is refused although it was just renewed is not renewed again and again', async () => {
  const { storage } = await world()
  const { client, requests } = testClient(
    {
      fetch: async ({ url }) =>
        url.endsWith('/auth/refresh')
          ? json({ data: { type: 'session', id: 's', attributes: { access_token: `new ${requests.length}`, refresh_token: 'r' } } })
          : json({ errors: [{ status: '401', code: 'token_invalid' }] }, 401),
    },
    { storage },
  )
  disposals.push(client.dispose)
  expect(await call(client, getProfile, {}).catch(codeOf)).toBe('unauthorized')
  expect(requests).toEqual(['GET auth/profile', REFRESH, 'GET auth/profile'])
  expect(client.session.get().status).toBe('authenticated')
})

test('without a refresh token, a refused token ends the session', async () => {
  const { client } = testClient({
    fetch: async ({ url }) =>
      url.endsWith('/auth/login')
        ? json({
            data: { type: 'session', id: 's', attributes: { access_token: 'a', expires_in: 60 } },
            included: [{ type: 'user', id: 'u' }],
          })
        : json({ errors: [{ status: '401' }] }, 401),
  })
  disposals.push(client.dispose)
  await session(client).signIn({ email: demoUsers.ada.email, password: demoPassword })
  expect(client.session.get().status).toBe('authenticated')
  expect(await call(client, getProfile, {}).catch(codeOf)).toBe('session_expired')
  expect(client.session.get().status).toBe('expired')
})
