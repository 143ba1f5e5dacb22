import { once } from 'node:events'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
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
  refreshing: ((request: Request) => Promise<Response>) | null
  /** The refresh tokens that were sent. */
  readonly sent: string[]
  /** What the sandbox gives for a refresh. */
  trade(request: Request): Promise<Pair>
  /** Its clock runs ahead by so much: tokens are expired there that look alive here. */
  ahead: number
}

interface Pair {
  readonly access_token: string
  readonly refresh_token: string
  readonly expires_in: number
}

interface World extends TestClient {
  readonly server: Server
  refreshes(): number
  readonly states: SessionState[]
}

/** A client signed in as Ada whose refreshes the test can answer itself. */
async function world(): Promise<World> {
  const virtual = virtualPlatform()
  const server: Server = {
    refreshing: null,
    ahead: 0,
    sent: [],
    trade: async (request) => (await (await sandbox.fetch(request)).json()).data.attributes,
  }
  const { sandbox } = virtualSandbox({
    blocks: [jarvisBlock],
    signingKey,
    now: () => virtual.platform.now() + server.ahead,
    requestsPerMinute: 1_000_000,
  })
  const it: World = {
    ...testClient(
      {
        fetch: async (request) => {
          if (!request.url.endsWith('/auth/refresh')) return sandbox.fetch(request)
          server.sent.push((await request.clone().json()).refresh_token)
          return server.refreshing ? server.refreshing(request) : sandbox.fetch(request)
        },
      },
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
/** A body of which this much comes, and then what `end` says. */
const begun = (text: string, end: (body: ReadableStreamDefaultController<Uint8Array>) => void, status = 200): Response =>
  new Response(
    new ReadableStream<Uint8Array>({
      start: (body) => {
        body.enqueue(new TextEncoder().encode(text))
        end(body)
      },
    }),
    { status, headers: { 'content-type': 'application/json' } },
  )
const HALF = '{"data":{"type":"session","attributes":{"access_token":"ey'
const tokens = (fields: object): object => ({ data: { type: 'session', id: 's1', attributes: fields } })
const keptOf = (it: World): { refreshToken: string; generation: number } =>
  JSON.parse(it.storage.getItem('blockstate:demo@http://sandbox.test/v1') ?? 'null')

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
    ['answers half a body', async () => new Response(HALF), 'protocol'],
    ['loses its connection in the body', async () => begun(HALF, (body) => body.error(new TypeError('terminated'))), 'network'],
    ['loses its connection in the body of a 401', async () => begun('{"err', (body) => body.error(new TypeError('no')), 401), 'network'],
    ['stops for ever in the body', async () => begun(HALF, () => {}), 'timeout'],
    ['answers null', async () => json(null), 'protocol'],
    ['answers a list', async () => json([tokens({ access_token: 'a' })]), 'protocol'],
    ['answers text', async () => json('a token'), 'protocol'],
    ['answers an empty token', async () => json(tokens({ access_token: '', refresh_token: 'r' })), 'protocol'],
    ['answers a token that is null', async () => json(tokens({ access_token: null, refresh_token: 'r' })), 'protocol'],
    ['answers a token that is a number', async () => json(tokens({ access_token: 7, refresh_token: 8 })), 'protocol'],
    ['answers a token that is an object', async () => json(tokens({ access_token: { value: 'a' }, refresh_token: 'r' })), 'protocol'],
    ['answers a token that no header can carry', async () => json(tokens({ access_token: 'a\nb', refresh_token: 'r' })), 'protocol'],
    ['answers a refresh token alone', async () => json(tokens({ refresh_token: 'r', expires_in: 60 })), 'protocol'],
    ['answers a challenge', async () => json(tokens({ challenge_id: '5eed0000-0000-4000-8000-000000000001' })), 'protocol'],
    ['answers an error as a success', async () => json({ errors: [{ status: '500', title: 'Oh' }] }), 'server'],
    ['answers 400 without the API’s word', async () => json({}, 400), 'invalid'],
    ['answers 403 with a firewall’s page', async () => new Response('<html><title>Blocked</title>', { status: 403 }), 'forbidden'],
    ['answers 404', async () => json({ errors: [{ status: '404' }] }, 404), 'not_found'],
    ['answers 409', async () => json({ errors: [{ status: '409' }] }, 409), 'conflict'],
    ['answers 422', async () => json({ errors: [{ status: '422' }] }, 422), 'invalid'],
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

test.each<[string, () => Response]>([
  ['401 as the API says it', () => json({ errors: [{ status: '401', code: 'invalid_refresh_token' }] }, 401)],
  ['401 without a word', () => new Response(null, { status: 401 })],
  ['400 as OAuth says it', () => json({ error: 'invalid_grant', error_description: 'The token was used.' }, 400)],
  ['403 as the API says it', () => json({ errors: [{ status: '403', title: 'Account suspended' }] }, 403)],
])('a refresh that is answered with %s ends the session', async (_, answer) => {
  const it = await world()
  await it.advance(25 * HOUR)
  it.server.refreshing = async () => answer()
  expect(await call(it.client, getProfile, {}).catch(codeOf)).toBe('session_expired')
  expect([it.client.session.get().status, keptOf(it), it.refreshes()]).toEqual(['expired', null, 1])
})

describe('on a real connection', () => {
  test.each<[string, (response: ServerResponse) => void]>([
    ['promises more than comes', (response) => response.writeHead(200, { 'content-length': '500' }).write(HALF, () => response.destroy())],
    ['is cut between two chunks', (response) => response.writeHead(200).write(HALF, () => response.destroy())],
    ['is cut before its head', (response) => response.destroy()],
  ])('an answer that %s leaves the session, and the next call works', async (_, answer) => {
    const it = await world()
    const cutting = createServer((_request, response) => answer(response)).listen(0, '127.0.0.1')
    disposals.push(() => void cutting.close())
    await once(cutting, 'listening')
    // A server that listens on a port has an address of this kind.
    const { port } = cutting.address() as AddressInfo
    await it.advance(25 * HOUR)
    it.server.refreshing = () => fetch(`http://127.0.0.1:${port}`)
    const calls = Array.from({ length: 4 }, () => call(it.client, getProfile, {}).catch(codeOf))
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['network']))
    expect(it.states.filter(({ status }) => status !== 'authenticated')).toEqual([])
    it.server.refreshing = null
    await it.advance(3_000)
    expect((await call(it.client, getProfile, {})).email).toBe(demoUsers.ada.email)
  })
})

const user = { type: 'user', id: demoUsers.ada.unique_id, attributes: { email: demoUsers.ada.email } }

describe('a refresh is understood', () => {
  test.each<[string, (pair: Pair) => object]>([
    ['as a session', tokens],
    ['as a plain object under data', (pair) => ({ data: pair })],
    ['in meta.auth beside a user', (pair) => ({ data: user, meta: { auth: { ...pair, token_type: 'Bearer' } } })],
    ['in meta beside a user', (pair) => ({ data: user, meta: pair })],
    ['in meta alone', (pair) => ({ meta: pair })],
    ['in meta under the older name', ({ access_token, refresh_token }) => ({ meta: { token: access_token, refresh_token } })],
    ['in flat OAuth JSON', (pair) => ({ ...pair, token_type: 'Bearer' })],
    ['with its life as text', (pair) => tokens({ ...pair, expires_in: '86400' })],
    ['with a life of nothing', (pair) => tokens({ ...pair, expires_in: 0 })],
    ['with a part of a second for its life', (pair) => tokens({ ...pair, expires_in: 0.001 })],
    ['with a life below nothing', (pair) => tokens({ ...pair, expires_in: -1 })],
    ['with a life of null', (pair) => tokens({ ...pair, expires_in: null })],
    ['with a life nobody can read', (pair) => tokens({ ...pair, expires_in: { seconds: 60 } })],
    ['with a moment for its life', (pair) => tokens({ ...pair, expires_in: 1_800_000_000 })],
    ['without a life', ({ access_token, refresh_token }) => tokens({ access_token, refresh_token })],
  ])('%s: both tokens are replaced, and the next end is met by the next refresh', async (_, shape) => {
    const it = await world()
    const traded: Pair[] = []
    it.server.refreshing = async (request) => {
      traded.push(await it.server.trade(request))
      return json(shape(traded.at(-1) as Pair)) // pushed a line ago
    }
    for (const round of [1, 2]) {
      await it.advance(25 * HOUR)
      const answers = await Promise.all(Array.from({ length: 5 }, () => call(it.client, getProfile, {})))
      expect(answers.map(({ email }) => email)).toEqual(Array(5).fill(demoUsers.ada.email))
      await call(it.client, getProfile, {})
      expect([it.refreshes(), keptOf(it)]).toMatchObject([round, { refreshToken: traded.at(-1)?.refresh_token, generation: round + 1 }])
    }
    expect(it.states.filter(({ status }) => status !== 'authenticated')).toEqual([])
  })

  test.each<[string, (pair: Pair) => object]>([
    ['without a refresh token', ({ access_token, expires_in }) => tokens({ access_token, expires_in })],
    ['with a refresh token that is no text', (pair) => tokens({ ...pair, refresh_token: 7 })],
    ["as a company's token", ({ access_token }) => ({ company_token: access_token, appid: 'demo', user_unique_id: user.id })],
  ])('%s: the one there is goes on', async (_, shape) => {
    const it = await world()
    const { refreshToken } = keptOf(it)
    it.server.refreshing = async (request) => json(shape(await it.server.trade(request)))
    await it.advance(25 * HOUR)
    expect((await call(it.client, getProfile, {})).email).toBe(demoUsers.ada.email)
    expect(keptOf(it)).toMatchObject({ refreshToken, generation: 2 })
    it.server.refreshing = async () => json({}, 503)
    await it.advance(25 * HOUR)
    expect(await call(it.client, getProfile, {}).catch(codeOf)).toBe('server')
    expect([it.server.sent, it.client.session.get().status]).toEqual([[refreshToken, refreshToken], 'authenticated'])
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
