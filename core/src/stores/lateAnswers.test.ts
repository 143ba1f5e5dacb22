import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { getProfile } from '../blocks/auth.ts'
import { Entity, entityChat, getEntity, listEntities, updateEntity } from '../blocks/jarvis.ts'
import { call, collection, conversation, mutation, query, record, session, writes } from '../index.ts'
import { sharedTabs, testClient } from '../testing/index.ts'
import type { Answering, Tab, TestClient } from '../testing/index.ts'

// Thousands of virtual timers take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

/** Names that stand in no other word of a state. */
const USERS = ['zora', 'bob']
/** Whose a text is: everything that belongs to somebody says so. */
const ownersOf = (text: string): string[] => USERS.filter((user) => text.includes(user))
/** Nobody waits for it. */
const quiet = (): void => {}

interface Server extends Answering {
  /** Writes that were sent with somebody else's token. */
  readonly crossed: string[]
  /** No access token is good any more; refresh tokens are. */
  expireAccess(): void
}

/** The same ids for both users, and the name of whoever holds the token in everything it answers. Requests and answers take their way. */
function twoUserServer(way: () => Promise<void>): Server {
  let made = 0
  const bearers = new Map<string, string>()
  const refreshes = new Map<string, string>()
  const crossed: string[] = []
  const refused = (): Response => Response.json({ errors: [{ status: '401', code: 'no' }] }, { status: 401 })
  const rowOf = (type: string, id: string, attributes: object): object => ({ id, type, attributes: { unique_id: id, ...attributes } })
  const one = (type: string, id: string, attributes: object): Response => Response.json({ data: rowOf(type, id, attributes) })
  const many = (rows: object[]): Response => Response.json({ data: rows, meta: { totalPages: 1, totalRecords: rows.length } })
  const begin = (user: string): Response => {
    const number = (made += 1)
    bearers.set(`Bearer a${number}`, user)
    refreshes.set(`r${number}`, user)
    const attributes = { access_token: `a${number}`, refresh_token: `r${number}`, expires_in: 3600 }
    return Response.json({
      data: { id: 's', type: 'session', attributes },
      included: [rowOf('user', user, { email: `${user}@example.com` })],
    })
  }
  const spoken = (user: string): Response => {
    const events = [1, 2, 3, 4].map((word) => ({ type: 'token', content: `${user} ${word} ` }))
    const lines = [...events, { type: 'done', message_id: 'm2' }].map((event) => `data: ${JSON.stringify(event)}\n\n`)
    const pull = async (body: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
      await way()
      const line = lines.shift()
      if (line === undefined) body.close()
      else body.enqueue(new TextEncoder().encode(line))
    }
    return new Response(new ReadableStream({ pull }), { headers: { 'content-type': 'text/event-stream' } })
  }
  const process = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.replace('/v1/', '')
    const body = request.body ? JSON.parse(await request.text()) : {}
    if (path === 'auth/login') return begin(body.session.email.split('@')[0])
    if (path === 'auth/refresh') {
      const user = refreshes.get(body.refresh_token)
      refreshes.delete(body.refresh_token)
      return user ? begin(user) : refused()
    }
    const bearer = request.headers.get('authorization') ?? ''
    const user = bearers.get(bearer)
    if (path === 'auth/logout') bearers.delete(bearer)
    if (path === 'auth/logout') return new Response(null, { status: 204 })
    if (!user) return refused()
    const said: string | undefined = body.entity?.name ?? body.message?.content
    if (said && !said.startsWith(user)) crossed.push(`${user} sent: ${said}`)
    if (path === 'auth/profile') return one('user', user, { email: `${user}@example.com` })
    if (path.endsWith('/stream')) return spoken(user)
    if (path.endsWith('/messages')) return many([rowOf('message', 'm1', { role: 'user', content: `${user} said` })])
    if (path === 'jarvis/entities') return many(['e1', 'e2'].map((id) => rowOf('entity', id, { name: `${user} ${id}` })))
    const id = path.split('/').at(-1) ?? ''
    return one('entity', id, { name: said ?? `${user} ${id}` })
  }
  return {
    crossed,
    expireAccess: () => bearers.clear(),
    fetch: async (request) => {
      await way()
      const response = await process(request)
      await way()
      return response
    },
  }
}

interface Page extends TestClient {
  /** Who is signed in here; while somebody else signs in, still the one before. */
  holder(): string | null
  readonly stores: ReturnType<typeof storesOf>
}

const storesOf = ({ client }: TestClient) => ({
  me: query(client, getProfile, {}),
  twin: query(client, getEntity, { id: 'e1' }),
  twins: collection(client, listEntities, {}),
  row: record(client, Entity, 'e2'),
  chat: conversation(client, entityChat, { id: 'e1', conv_id: 'c1' }),
  writes: writes(client),
})

/** A page in a tab that shows everything there is, and judges every frame of it. */
function openPage(server: Server, tab: Tab, chance: number, told: (owner: string, mine: boolean, what: string) => void): Page {
  const virtual = { ...tab, platform: { ...tab.platform, random: () => chance } }
  const it = testClient(server, { virtual, storage: tab.storage, attempts: 1, requestsPerMinute: 1_000_000 })
  const stores = storesOf(it)
  let holder: string | null = null
  const judge = (): void => {
    const state = it.client.session.get()
    if (state.status !== 'authenticating') holder = state.status === 'authenticated' ? (state.user?.unique_id ?? null) : null
    for (const [name, { value }] of Object.entries(stores)) {
      const text = JSON.stringify('messages' in value ? [value.messages, value.queued] : value)
      for (const owner of ownersOf(text)) told(owner, owner === holder, `${name} shows ${holder ?? 'nobody'} (${state.status}) ${text}`)
    }
  }
  disposals.push(it.client.session.listen(judge), ...Object.values(stores).map((store) => store.subscribe(judge)), it.client.dispose)
  return { ...it, stores, holder: () => holder }
}

const step = fc.record({
  page: fc.nat({ max: 1 }),
  does: fc.constantFrom('zora', 'bob', 'zora', 'bob', 'out', 'read', 'read', 'call', 'write', 'write later', 'say', 'say', 'expire'),
  ms: fc.constantFrom(0, 1, 5, 40, 400, 2_000),
})

function act({ client, stores, holder }: Page, server: Server, does: string, number: number): void {
  const mine = holder()
  const run = (work: Promise<unknown>): void => void work.catch(quiet)
  if (does === 'zora' || does === 'bob') run(session(client).signIn({ email: `${does}@example.com`, password: 'p' }))
  if (does === 'out') run(session(client).signOut())
  if (does === 'read') for (const store of [stores.me, stores.twin, stores.twins]) run(store.refetch())
  if (does === 'call') run(call(client, getEntity, { id: 'e2' }))
  if (does === 'expire') server.expireAccess()
  // What somebody types is theirs.
  if (does === 'write' && mine) run(mutation(client, updateEntity).mutate({ id: 'e1', name: `${mine} draft ${number}` }))
  if (does === 'write later' && mine)
    run(mutation(client, updateEntity, { hold: 300 }).mutate({ id: 'e2', name: `${mine} later ${number}` }))
  if (does === 'say' && mine) run(stores.chat.send(`${mine} asks ${number}`))
}

test('two users, two tabs, any interleaving of sign-ins, reads, writes and streams: no frame shows, and no request carries, what is another’s', async () => {
  const painted = { zora: 0, bob: 0 }
  const delays = fc.infiniteStream(fc.constantFrom(0, 3, 20, 90, 400, 1_500))
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 8, maxLength: 30 }),
      delays,
      fc.infiniteStream(fc.constantFrom(0, 1, 5, 40)),
      async (steps, ways, lates) => {
        const browser = sharedTabs(() => Number(lates.next().value))
        const { after } = browser.open().platform
        const server = twoUserServer(() => new Promise((go) => after(Number(ways.next().value), go)))
        const wrong: string[] = []
        const told = (owner: string, mine: boolean, what: string): void => {
          if (!mine) wrong.push(what)
          else painted[owner === 'zora' ? 'zora' : 'bob'] += 1
        }
        const pages = [0.2, 0.7].map((chance) => openPage(server, browser.open(), chance, told))
        for (const [number, { page, does, ms }] of steps.entries()) {
          act(pages[page] as Page, server, does, number) // one of the two
          await browser.advance(ms)
        }
        await browser.advance(60_000)
        expect(wrong).toEqual([])
        expect(server.crossed).toEqual([])
        const [one, two] = pages.map(({ holder }) => holder())
        expect(one).toBe(two)
        for (const { client } of pages) client.dispose()
      },
    ),
    { numRuns: 40 },
  )
  // The frames that were judged did show something.
  expect(Math.min(painted.zora, painted.bob)).toBeGreaterThan(1_000)
})
