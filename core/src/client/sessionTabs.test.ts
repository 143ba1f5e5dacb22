import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { getProfile } from '../blocks/auth.ts'
import { call, query, session } from '../index.ts'
import type { BlockstateError } from '../index.ts'
import { sharedTabs, testClient, until } from '../testing/index.ts'
import type { SharedTabs, Tab, TestClient } from '../testing/index.ts'

// Thousands of virtual timers take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const KEY = 'blockstate:demo@http://sandbox.test/v1'
const SECOND = 1_000
const LIFE = 3_600
const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface Family {
  readonly user: string
  refresh: string
  access: string
  revoked: boolean
}

/** A server whose refresh tokens work once: a second use revokes the whole family. */
interface Server {
  readonly families: Family[]
  readonly log: string[]
  /** How long the next request is on its way to the server, and its answer back. */
  way: () => number
  /** What the next refresh is answered with before it is processed, if anything. */
  refusal: () => number | null
  answer(request: Request, wait: (ms: number) => Promise<void>, alive: () => boolean): Promise<Response>
  expireAccess(): void
}

const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status })
const failure = (status: number): Response => json({ errors: [{ status: String(status), code: 'no', title: 'No' }] }, status)

function familyServer(): Server {
  let made = 0
  const families: Family[] = []
  const log: string[] = []
  const fresh = (): { refresh: string; access: string } => ({ refresh: `r${(made += 1)}`, access: `a${made}` })
  const tokens = ({ user, refresh, access }: Family): Response =>
    json({
      data: { type: 'session', id: 's', attributes: { access_token: access, refresh_token: refresh, expires_in: LIFE } },
      included: [{ type: 'user', id: user, attributes: { unique_id: user, email: `${user}@example.com` } }],
    })
  const spent = new Map<string, Family>()
  const process = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.split('/').at(-1)
    const body = request.body ? JSON.parse(await request.text()) : {}
    if (path === 'login') {
      const family = { user: body.session.email.split('@')[0], revoked: false, ...fresh() }
      families.push(family)
      return tokens(family)
    }
    if (path === 'refresh') {
      const reused = spent.get(body.refresh_token)
      if (reused) {
        log.push(`reuse of ${body.refresh_token}`)
        reused.revoked = true
      }
      const family = families.find(({ refresh, revoked }) => !revoked && refresh === body.refresh_token)
      if (!family) return failure(401)
      log.push(`refresh of ${body.refresh_token}`)
      spent.set(family.refresh, family)
      Object.assign(family, fresh())
      return tokens(family)
    }
    const bearer = request.headers.get('authorization')
    const family = families.find(({ access, revoked }) => !revoked && bearer === `Bearer ${access}`)
    if (path === 'logout') {
      if (family) family.revoked = true
      return new Response(null, { status: 204 })
    }
    if (!family) return failure(401)
    const { user } = family
    return json({ data: { type: 'user', id: user, attributes: { unique_id: user, email: `${user}@example.com` } } })
  }
  const server: Server = {
    families,
    log,
    way: () => 0,
    refusal: () => null,
    answer: async (request, wait, alive) => {
      await wait(server.way())
      // A tab that is gone sends nothing more.
      if (!alive()) return new Promise(() => {})
      const refused = request.url.endsWith('/refresh') ? server.refusal() : null
      const response = refused === null ? await process(request) : failure(refused)
      await wait(server.way())
      return response
    },
    expireAccess: () => {
      for (const family of families) family.access = `expired ${family.access}`
    },
  }
  return server
}

interface Window extends TestClient {
  readonly tab: Tab
}

function browser(late?: () => number): SharedTabs & { server: Server; window(platform?: Partial<Tab['platform']>): Window } {
  const tabs = sharedTabs(late)
  const server = familyServer()
  const clock = tabs.open()
  let made = 0
  const window = (platform: Partial<Tab['platform']> = {}): Window => {
    const opened = tabs.open()
    // Chance differs from tab to tab: names are made of it.
    const chance = ((made += 1) * 0.618) % 1
    let closed = false
    const tab: Tab = {
      ...opened,
      platform: { ...opened.platform, random: () => chance, ...platform },
      close: () => {
        closed = true
        opened.close()
      },
    }
    const wait = (ms: number): Promise<void> => (ms === 0 ? Promise.resolve() : new Promise((go) => clock.platform.after(ms, go)))
    const fetch = (request: Request): Promise<Response> => server.answer(request, wait, () => !closed)
    const it = testClient({ fetch }, { virtual: tab, storage: tab.storage, attempts: 1 })
    disposals.push(it.client.dispose)
    return { ...it, tab }
  }
  return { ...tabs, server, window }
}

/** Nobody waits for it. */
const quiet = (): void => {}
const refreshes = (windows: readonly TestClient[]): number =>
  windows.flatMap(({ requests }) => requests).filter((request) => request === 'POST auth/refresh').length
const statuses = (windows: readonly TestClient[]): string[] => windows.map(({ client }) => client.session.get().status)
const userOf = ({ client }: TestClient): string | null => {
  const state = client.session.get()
  return state.status === 'authenticated' ? (state.user?.unique_id ?? null) : null
}
const codeOf = ({ code }: BlockstateError): string => code

/** Several tabs, signed in as Ada. */
async function signedIn(count: number, late?: () => number): Promise<ReturnType<typeof browser> & { windows: Window[] }> {
  const it = browser(late)
  const first = it.window()
  await session(first.client).signIn({ email: 'ada@example.com', password: 'p' })
  await it.advance(100)
  const windows = [first, ...Array.from({ length: count - 1 }, () => it.window())]
  expect(windows.map(userOf)).toEqual(windows.map(() => 'ada'))
  return { ...it, windows }
}

describe('tabs that share a session', () => {
  test('trade a spent token once, and all go on with the newer one', async () => {
    const { windows, server, advance } = await signedIn(5)
    server.expireAccess()
    server.way = () => 20
    const calls = windows.map(({ client }) => call(client, getProfile, {}))
    await advance(5 * SECOND)
    expect((await Promise.all(calls)).map(({ unique_id }) => unique_id)).toEqual(windows.map(() => 'ada'))
    expect(server.log).toEqual(['refresh of r1'])
  })

  test('of which the first one gets no answer try one after the other, and nobody is signed out', async () => {
    const { windows, server, advance } = await signedIn(3)
    server.expireAccess()
    server.way = () => 20
    const answers = [503, null]
    server.refusal = () => answers.shift() ?? null
    const calls = windows.map(({ client }) => call(client, getProfile, {}).catch(codeOf))
    await advance(5 * SECOND)
    const outcomes = await Promise.all(calls)
    expect(outcomes.filter((outcome) => outcome === 'server')).toHaveLength(1)
    expect([server.log, statuses(windows)]).toEqual([['refresh of r1'], windows.map(() => 'authenticated')])
  })

  test('go on when the one that holds the lock is killed before its request has left', async () => {
    const { windows, server, advance } = await signedIn(3)
    server.expireAccess()
    server.way = () => 200
    const calls = windows.map(({ client }) => call(client, getProfile, {}))
    await advance(500)
    const holder = windows.findIndex(({ requests }) => requests.includes('POST auth/refresh'))
    windows[holder]?.tab.close()
    calls.forEach((one) => void one.catch(quiet))
    await advance(5 * SECOND)
    const left = calls.filter((_, index) => index !== holder)
    expect((await Promise.all(left)).map(({ unique_id }) => unique_id)).toEqual(['ada', 'ada'])
    expect(server.log).toEqual(['refresh of r1'])
  })

  test('learn of a refusal of the newest token together: all are expired', async () => {
    const { windows, server, advance } = await signedIn(3)
    for (const family of server.families) family.revoked = true
    const calls = windows.map(({ client }) => call(client, getProfile, {}).catch(codeOf))
    await advance(5 * SECOND)
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['session_expired']))
    expect(statuses(windows)).toEqual(windows.map(() => 'expired'))
    expect(refreshes(windows)).toBe(1)
  })

  test('without Web Locks take turns by a lease in the storage', async () => {
    const it = browser()
    const windows = [0, 1, 2].map(() => it.window({ locks: undefined }))
    await session((windows[0] as Window).client).signIn({ email: 'ada@example.com', password: 'p' })
    await it.advance(100)
    it.server.expireAccess()
    it.server.way = () => 20
    const calls = windows.map(({ client }) => call(client, getProfile, {}))
    await it.advance(5 * SECOND)
    await Promise.all(calls)
    expect(it.server.log).toEqual(['refresh of r1'])
    expect(windows.map(({ storage }) => storage.getItem('blockstate s 1'))).toEqual([null, null, null])
  })

  test('without any lock keep what the first one stored, where the server refuses a second use without revoking', async () => {
    const it = browser(() => 50)
    const none = { request: () => Promise.reject(new DOMException('No locks here', 'SecurityError')) }
    const windows = [0, 1].map(() => it.window({ locks: none }))
    await session((windows[0] as Window).client).signIn({ email: 'ada@example.com', password: 'p' })
    await it.advance(500)
    it.server.expireAccess()
    it.server.way = () => 20
    const family = it.server.families[0] as Family
    Object.defineProperty(family, 'revoked', { get: () => false, set: () => {} })
    const calls = windows.map(({ client }) => call(client, getProfile, {}).catch(codeOf))
    await it.advance(5 * SECOND)
    await Promise.all(calls)
    expect(it.server.log.toSorted()).toEqual(['refresh of r1', 'reuse of r1'])
    expect(statuses(windows)).toEqual(['authenticated', 'authenticated'])
  })
})

describe('a token is renewed ahead of its end', () => {
  test('by the tab that is looked at, once for all tabs', async () => {
    const { windows, server, advance } = await signedIn(3)
    windows[0]?.tab.setVisible(false)
    windows[2]?.tab.setVisible(false)
    await advance((LIFE - 301) * SECOND)
    expect(refreshes(windows)).toBe(0)
    await advance(121 * SECOND)
    expect(windows.map((one) => refreshes([one]))).toEqual([0, 1, 0])
    await advance(LIFE * 10 * SECOND)
    expect(server.log.filter((line) => line.startsWith('reuse'))).toEqual([])
    expect(refreshes(windows)).toBeLessThanOrEqual(12)
    expect(statuses(windows)).toEqual(windows.map(() => 'authenticated'))
  })

  test('by a tab that nobody looks at, where there is no other', async () => {
    const { windows, advance } = await signedIn(1)
    windows[0]?.tab.setVisible(false)
    await advance((LIFE - 10) * SECOND)
    expect(refreshes(windows)).toBe(1)
  })

  test('again and again while the server fails, ever more seldom, and no longer once it answers', async () => {
    const { windows, server, advance } = await signedIn(1)
    server.refusal = () => 503
    await advance((LIFE + 600) * SECOND)
    const tries = refreshes(windows)
    expect(tries).toBeGreaterThan(10)
    expect(tries).toBeLessThan(60)
    server.refusal = () => null
    await advance(120 * SECOND)
    expect(refreshes(windows)).toBe(tries + 1)
    expect(statuses(windows)).toEqual(['authenticated'])
  })

  test('not without a network, and as soon as it is back', async () => {
    const { windows, advance } = await signedIn(1)
    windows[0]?.tab.setOnline(false)
    await advance(2 * LIFE * SECOND)
    expect(refreshes(windows)).toBe(0)
    windows[0]?.tab.setOnline(true)
    await advance(SECOND)
    expect(refreshes(windows)).toBe(1)
  })
})

const step = fc.record({
  tab: fc.nat({ max: 4 }),
  does: fc.constantFrom('read', 'read', 'read', 'ada', 'bob', 'out', 'expire'),
  ms: fc.constantFrom(0, 1, 5, 40, 400, 2_000),
})

test('any tabs, any delays, any failures: a refresh token is used once and nobody is signed out', async () => {
  const race = fc.record({
    tabs: fc.integer({ min: 2, max: 5 }),
    starts: fc.array(fc.nat({ max: 60 }), { minLength: 5, maxLength: 5 }),
    ways: fc.infiniteStream(fc.constantFrom(0, 3, 20, 90, 400)),
    lates: fc.infiniteStream(fc.constantFrom(0, 1, 5, 40, 200)),
    refusals: fc.array(fc.constantFrom(null, null, 503, 429), { maxLength: 3 }),
    killed: fc.option(fc.record({ tab: fc.nat({ max: 4 }), at: fc.nat({ max: 100 }) }), { nil: null }),
  })
  await fc.assert(
    fc.asyncProperty(race, async ({ tabs, starts, ways, lates, refusals, killed }) => {
      let free = true
      const it = await signedIn(tabs, () => (free ? 0 : Number(lates.next().value)))
      const { windows, server } = it
      free = false
      server.expireAccess()
      server.way = () => Number(ways.next().value)
      server.refusal = () => refusals.shift() ?? null
      const calls: Promise<unknown>[] = []
      const alive = new Set(windows)
      const begin = it.open().platform
      windows.forEach((one, index) =>
        begin.after(starts[index] ?? 0, () => {
          if (alive.has(one)) calls.push(call(one.client, getProfile, {}).catch(codeOf))
        }),
      )
      const victim = killed && windows[killed.tab]
      // What was traded by a tab that then dies is lost with it: no client can help that. It dies before.
      if (victim && windows.length > 2)
        begin.after(killed.at, () => {
          if (refreshes([victim]) > 0 && server.log.length > 0) return
          alive.delete(victim)
          victim.tab.close()
        })
      await it.advance(60 * SECOND)
      const left = [...alive]
      // Whoever was refused once by a bad day asks again.
      server.refusal = () => null
      const answers = left.map(({ client }) => call(client, getProfile, {}).catch(() => ({ unique_id: 'nobody' })))
      await it.advance(60 * SECOND)
      expect((await Promise.all(answers)).map(({ unique_id }) => unique_id)).toEqual(left.map(() => 'ada'))
      expect(server.log).toEqual(['refresh of r1'])
      expect(statuses(left)).toEqual(left.map(() => 'authenticated'))
      for (const { client } of windows) client.dispose()
    }),
    { numRuns: 150 },
  )
})

test('any tabs, any users, any delays: no tab shows one user what belongs to another, and all agree in the end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 30 }),
      fc.infiniteStream(fc.constantFrom(0, 3, 20, 90, 400)),
      fc.infiniteStream(fc.constantFrom(0, 1, 5, 40)),
      async (steps, ways, lates) => {
        const it = browser(() => Number(lates.next().value))
        it.server.way = () => Number(ways.next().value)
        const windows = [0, 1, 2].map(() => it.window())
        const wrong: string[] = []
        windows.forEach((one, index) => {
          const $me = query(one.client, getProfile, {})
          const check = (): void => {
            const [user, shown] = [userOf(one), $me.value.data?.unique_id]
            // While somebody signs in anew, who was there before still is.
            if (one.client.session.get().status === 'authenticating') return
            if (shown !== undefined && shown !== user) wrong.push(`tab ${index} shows ${user ?? 'nobody'} what is ${shown}'s`)
          }
          disposals.push($me.subscribe(check), one.client.session.listen(check))
        })
        for (const { tab, does, ms } of steps) {
          const one = windows[tab % 3] as Window
          if (does === 'ada' || does === 'bob')
            session(one.client)
              .signIn({ email: `${does}@example.com`, password: 'p' })
              .catch(quiet)
          if (does === 'read') call(one.client, getProfile, {}).catch(quiet)
          if (does === 'out') session(one.client).signOut().catch(quiet)
          if (does === 'expire') it.server.expireAccess()
          await it.advance(ms)
        }
        await it.advance(120 * SECOND)
        expect(wrong).toEqual([])
        const stored = JSON.parse(windows[0]?.storage.getItem(KEY) ?? 'null')
        expect(windows.map(userOf)).toEqual(windows.map(() => stored?.user.unique_id ?? null))
        if (stored) expect(it.server.families.find(({ refresh }) => refresh === stored.refreshToken)?.user).toBe(stored.user.unique_id)
        for (const { client } of windows) client.dispose()
      },
    ),
    { numRuns: 60 },
  )
})

test('signing out in one tab is seen in all, and what they were doing is aborted', async () => {
  const { windows, server, advance } = await signedIn(3, () => 5)
  const [one, two] = windows as [Window, Window, Window]
  const $me = query(two.client, getProfile, {})
  disposals.push($me.subscribe(() => {}))
  await until(() => $me.value.status === 'success')
  server.way = () => 400
  const slow = call(two.client, getProfile, {}).catch(codeOf)
  await advance(10)
  session(one.client).signOut().catch(quiet)
  await advance(50)
  expect(statuses(windows)).toEqual(['anonymous', 'anonymous', 'anonymous'])
  expect([await slow, $me.value.data, two.storage.getItem(KEY)]).toEqual(['aborted', undefined, null])
})

test('a client that is disposed of while it trades a token stores what comes, and the next one goes on with it', async () => {
  const { windows, server, advance, window } = await signedIn(1)
  const [one] = windows as [Window]
  server.expireAccess()
  server.way = () => 200
  const asked = call(one.client, getProfile, {}).catch(codeOf)
  await advance(500)
  expect(refreshes([one])).toBe(1)
  one.client.dispose()
  expect(await asked).toBe('aborted')
  const next = window()
  const again = call(next.client, getProfile, {})
  await advance(5 * SECOND)
  expect((await again).unique_id).toBe('ada')
  expect(server.log).toEqual(['refresh of r1'])
})
