import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { afterEach, expect, test, vi } from 'vitest'
import { demoPassword, demoUsers } from '../../../sandbox/src/index.ts'
import { jarvisBlock } from '../../../sandbox/src/jarvis/jarvisBlock.ts'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import { changePassword, getProfile, updateProfile } from '../blocks/auth.ts'
import { entityChat, getEntity, listEntities, streamEntityMessage, updateEntity } from '../blocks/jarvis.ts'
import { call, collection, conversation, createClient, isBlockstateError, mutation, query, session, stream } from '../index.ts'
import type { BlockstateError } from '../index.ts'
import { fetchOf, testClient, until, virtualPlatform } from '../testing/index.ts'
import type { TestClient, TestClientOptions } from '../testing/index.ts'

const signingKey = await makeSigningKey()
// Real keys, passwords and sockets take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const disposals: (() => unknown)[] = []

afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface Seen {
  readonly origin: string
  readonly path: string
  readonly authorization: string | null
  readonly appId: string | null
  readonly AppId: boolean
}

interface World extends TestClient {
  /** Every request with what it carried. */
  readonly seen: Seen[]
  /** Takes the place of the sandbox while it is set. */
  readonly server: { answering: ((request: Request) => Promise<Response>) | null }
  /** Every token the server ever handed out. */
  readonly tokens: Set<string>
}

/** A client signed in as Ada, with every request and every token on record. */
async function world(options: TestClientOptions = {}): Promise<World> {
  const virtual = options.virtual ?? virtualPlatform()
  const { sandbox } = virtualSandbox({ blocks: [jarvisBlock], signingKey, now: virtual.platform.now })
  const seen: Seen[] = []
  const tokens = new Set<string>()
  const server: World['server'] = { answering: null }
  const it = testClient(
    {
      fetch: async (request) => {
        const { origin, pathname } = new URL(request.url)
        const header = (name: string): string | null => request.headers.get(name)
        const [appId, AppId] = [header('app-id') ?? header('appid'), header('appid') !== null]
        seen.push({ origin, path: pathname, authorization: header('authorization'), appId, AppId })
        const response = await (server.answering ?? sandbox.fetch)(request)
        for (const [, token = ''] of (await response.clone().text()).matchAll(/"(?:access|refresh)_token":"([^"]+)"/g)) tokens.add(token)
        return response
      },
    },
    { ...options, virtual },
  )
  disposals.push(it.client.dispose, sandbox.close)
  await session(it.client).signIn({ email: demoUsers.ada.email, password: demoPassword })
  return { ...it, seen, server, tokens }
}

async function reasonOf(promise: Promise<unknown>): Promise<BlockstateError> {
  const reason: unknown = await promise.then(
    () => new Error('it did not reject'),
    (cause: unknown) => cause,
  )
  if (!isBlockstateError(reason)) throw reason
  return reason
}

/** A server on a port of its own, and all that reached it. */
async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ origin: string; reached: string[] }> {
  const reached: string[] = []
  const server = createServer((request, response) => {
    reached.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`.trim())
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  disposals.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, reached }
}

test.each([301, 302, 303, 307, 308])('over a real socket, a redirect (%i) elsewhere is an error and is not followed', async (status) => {
  const elsewhere = await listen((_, response) => response.end('{"data":[]}'))
  const here = await listen((request, response) => {
    const session = { data: { type: 'session', id: 's', attributes: { access_token: 'secret-access', refresh_token: 'secret-refresh' } } }
    if (request.url?.endsWith('/login')) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(session))
    else response.writeHead(status, { location: `${elsewhere.origin}/stolen` }).end()
  })
  const client = createClient({ appId: 'demo', baseUrl: `${here.origin}/v1`, storage: null })
  disposals.push(client.dispose)
  await session(client).signIn({ email: 'ada@example.com', password: 'long enough' })
  const reasons = [
    await reasonOf(call(client, listEntities, {})),
    await reasonOf(call(client, updateEntity, { id: 'e1', name: 'Hall' })),
    await reasonOf(stream(client, streamEntityMessage, { id: 'e1', conv_id: 'c1', content: 'Hello' }, () => {})),
  ]
  expect(reasons.map(({ code, status }) => [code, status])).toEqual([
    ['protocol', status],
    ['protocol', status],
    ['protocol', status],
  ])
  // The sign-in named nobody, so the profile was asked for as well.
  expect(here.reached.filter((line) => line.endsWith('Bearer secret-access'))).toHaveLength(4)
  expect(elsewhere.reached).toEqual([])
  expect(client.session.get().status).toBe('authenticated')
})

test('a redirect that a browser hides (an opaque answer with status 0) is an error too', async () => {
  const fetch = async (): Promise<Response> => Response.error()
  const { platform } = virtualPlatform()
  const client = createClient({ appId: 'demo', baseUrl: 'http://sandbox.test/v1', storage: null, fetch, platform })
  disposals.push(client.dispose)
  expect(await reasonOf(call(client, listEntities, {}))).toMatchObject({ code: 'protocol' })
})

test('a refresh that is redirected takes no refresh token along', async () => {
  const elsewhere = await listen((_, response) => response.end('{}'))
  const here = await listen((request, response) => {
    const session = { data: { type: 'session', id: 's', attributes: { access_token: 'a', refresh_token: 'r', expires_in: 3600 } } }
    if (request.url?.endsWith('/login')) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(session))
    else if (request.url?.endsWith('/refresh')) response.writeHead(307, { location: `${elsewhere.origin}/stolen` }).end()
    else response.writeHead(401, { 'content-type': 'application/json' }).end('{"errors":[{"status":"401"}]}')
  })
  const client = createClient({ appId: 'demo', baseUrl: `${here.origin}/v1`, storage: null })
  disposals.push(client.dispose)
  await session(client).signIn({ email: 'ada@example.com', password: 'long enough' })
  expect((await reasonOf(call(client, getProfile, {}))).code).toBe('protocol')
  // Signing in has read the profile, and met it then; a token that failed is left alone for a moment.
  expect(here.reached).toContain('POST /v1/auth/refresh')
  expect(elsewhere.reached).toEqual([])
  expect(client.session.get().status).toBe('authenticated')
})

test('with `hosts`, each block goes to its own origin with its own header', async () => {
  const it = await world({ hosts: { jarvis: 'http://jarvis.localhost:4023' } })
  await call(it.client, getProfile, {})
  const { items } = await call(it.client, listEntities, { per_page: 3 })
  expect(items).toHaveLength(3)
  const chat = conversation(it.client, entityChat, { id: items[0]?.unique_id ?? '', conv_id: 'none' })
  disposals.push(chat.subscribe(() => {}))
  await until(() => chat.value.history === 'error')
  const places = new Set(it.seen.map(({ origin, path, AppId }) => `${origin} ${/^(?:\/v1)?\/(\w+)/.exec(path)?.[1]} ${AppId}`))
  expect(places).toEqual(new Set(['http://sandbox.test auth false', 'http://jarvis.localhost:4023 entities true']))
  expect(new Set(it.seen.map(({ appId }) => appId))).toEqual(new Set(['demo']))
})

test('operations that need no token are sent without one, also while somebody is signed in', async () => {
  const it = await world()
  await session(it.client).signIn({ email: demoUsers.ada.email, password: demoPassword })
  expect(it.seen.filter(({ path }) => path === '/v1/auth/login').map(({ authorization }) => authorization)).toEqual([null, null])
  await call(it.client, getProfile, {})
  expect(it.seen.at(-1)?.authorization).toMatch(/^Bearer /)
})

test('a stored session serves the same app at the same address only', async () => {
  const { storage } = await world()
  const { platform } = virtualPlatform()
  const sent: (string | null)[] = []
  const ask = async (appId: string, baseUrl: string): Promise<string> => {
    const fetch = fetchOf({
      fetch: async (request) => {
        sent.push(request.headers.get('authorization'))
        return new Response('{"data":[]}')
      },
    })
    const client = createClient({ appId, baseUrl, storage, fetch, platform })
    disposals.push(client.dispose)
    const { status } = client.session.get()
    await call(client, listEntities, {})
    return `${status} ${sent.at(-1) === null ? 'without' : 'with'} a token`
  }
  expect(await ask('demo', 'http://sandbox.test/v1')).toBe('authenticated with a token')
  expect(await ask('other', 'http://sandbox.test/v1')).toBe('anonymous without a token')
  expect(await ask('demo', 'http://evil.test/v1')).toBe('anonymous without a token')
  expect(await ask('demo', 'https://sandbox.test/v1')).toBe('anonymous without a token')
  expect(await ask('demo', 'http://sandbox.test/v1')).toBe('authenticated with a token')
})

test('no token stands in an address, an error, or the state of a store', async () => {
  const it = await world()
  const { client, server } = it
  await it.advance(25 * 3_600_000)
  await call(client, getProfile, {})
  expect(it.tokens.size).toBe(4)
  const $entity = query(client, getEntity, { id: 'none' })
  const $entities = collection(client, listEntities, { per_page: 2 })
  const $profile = query(client, getProfile, {})
  const $write = mutation(client, updateProfile)
  const $chat = conversation(client, entityChat, { id: 'e', conv_id: 'c' })
  const stores = [session(client), $entity, $entities, $profile, $write, $chat]
  for (const store of stores) disposals.push(store.subscribe(() => {}))
  await until(() => $entity.value.status === 'error' && $entities.value.status === 'success' && $profile.value.status === 'success')
  const passwords = { current_password: 'wrong', new_password: 'long enough', new_password_confirmation: 'long enough' }
  const errors = [await reasonOf(call(client, changePassword, passwords)), await reasonOf(call(client, getEntity, { id: 'none' }))]
  for (const answering of [
    async () => new Response('<html><title>Bad gateway</title>', { status: 400 }),
    async () => new Response('<<<'),
    () => Promise.reject(new TypeError('Failed to fetch')),
    async () => new Response('{"errors":[{"status":"403"}]}', { status: 403 }),
  ]) {
    server.answering = answering
    errors.push(await reasonOf($write.mutate({ first_name: 'Augusta' })))
    const sent = $chat.send('Hello')
    await it.advance(100_000)
    expect(['error', 'interrupted']).toContain(await sent)
  }
  await it.advance(25 * 3_600_000)
  server.answering = async () => new Response('{"errors":[{"status":"401"}]}', { status: 401 })
  errors.push(await reasonOf(call(client, getProfile, {})))
  expect(client.session.get().status).toBe('expired')
  const all = { depth: 10, showHidden: true }
  const told = [
    ...it.requests,
    ...errors.flatMap((error) => [error.message, error.stack ?? '', JSON.stringify(error), inspect(error, all)]),
    ...stores.flatMap(({ value }) => [JSON.stringify(value), inspect(value, all)]),
  ].join('\n')
  for (const token of it.tokens) expect(told.includes(token), token).toBe(false)
})
