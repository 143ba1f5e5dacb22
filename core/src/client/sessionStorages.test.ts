import { afterEach, describe, expect, test } from 'vitest'
import { demoPassword, demoUsers } from '../../../sandbox/src/index.ts'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import { getProfile } from '../blocks/auth.ts'
import { asyncStorage, call, cookieStorage, rememberStorage, session, sharedRefreshes } from '../index.ts'
import type { BlockstateError, LaterStorage, SessionStorage } from '../index.ts'
import { testClient, turn, until, virtualPlatform } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const signingKey = await makeSigningKey()
const KEY = 'blockstate:demo@http://sandbox.test/v1'
const DAY = 25 * 3_600_000
const ada = { email: demoUsers.ada.email, password: demoPassword }
const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface World {
  client(storage: SessionStorage, refreshes?: ReturnType<typeof sharedRefreshes>): TestClient
  advance(ms: number): Promise<void>
  now(): number
}

function world(): World {
  const virtual = virtualPlatform()
  const { sandbox } = virtualSandbox({ signingKey, now: virtual.platform.now })
  disposals.push(sandbox.close)
  const client: World['client'] = (storage, refreshes) => {
    const it = testClient(sandbox, { virtual, storage, ...(refreshes && { refreshes }) })
    disposals.push(it.client.dispose)
    return it
  }
  return { client, advance: virtual.advance, now: virtual.platform.now }
}

function memory(): SessionStorage & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>()
  return {
    entries,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  }
}

/** A browser's cookies, as far as one server sees them. */
function cookieJar(): { header(): string; take(cookie: string): void; readonly set: string[] } {
  const cookies = new Map<string, string>()
  const set: string[] = []
  return {
    set,
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    take: (cookie) => {
      set.push(cookie)
      const [pair = '', ...attributes] = cookie.split('; ')
      const [name = '', value = ''] = pair.split('=')
      if (attributes.includes('Max-Age=0')) cookies.delete(name)
      else cookies.set(name, value)
    },
  }
}

const request = (jar: ReturnType<typeof cookieJar>, answer: string[] = []): SessionStorage => {
  const header = jar.header() // of the moment it was sent
  return cookieStorage({ read: () => header, write: (cookie) => void (answer.push(cookie), jar.take(cookie)) })
}
const codeOf = ({ code }: BlockstateError): string => code

describe('cookies', () => {
  test('carry a session to the next request, which knows from its start who is signed in', async () => {
    const it = world()
    const jar = cookieJar()
    await session(it.client(request(jar)).client).signIn(ada)
    expect(jar.set.every((cookie) => Buffer.byteLength(cookie) <= 4_096)).toBe(true)
    expect(jar.set[0]).toMatch(/; Path=\/; SameSite=Lax; Secure; Max-Age=2592000$/)
    const next = it.client(request(jar)).client
    expect([session(next).init, session(next).value].map(({ status }) => status)).toEqual(['authenticated', 'authenticated'])
    expect((await call(next, getProfile, {})).email).toBe(ada.email)
  })

  test('bring tokens that were renewed on the server to the browser', async () => {
    const it = world()
    const jar = cookieJar()
    await session(it.client(request(jar)).client).signIn(ada)
    await it.advance(DAY)
    const answer: string[] = []
    const rendering = it.client(request(jar, answer))
    await call(rendering.client, getProfile, {})
    expect(rendering.requests).toEqual(['POST auth/refresh', 'GET auth/profile'])
    expect(answer.length).toBeGreaterThan(0)
    const next = it.client(request(jar))
    await call(next.client, getProfile, {})
    expect(next.requests).toEqual(['GET auth/profile'])
  })

  test('are taken away by a sign-out, every piece of them', async () => {
    const it = world()
    const jar = cookieJar()
    const storage = request(jar)
    const { client } = it.client(storage)
    await session(client).signIn(ada)
    storage.setItem('other', 'x'.repeat(9_000))
    expect(jar.header().match(/other\.\d/g)).toHaveLength(3)
    storage.setItem('other', 'short')
    expect([storage.getItem('other'), jar.header().match(/other\.\d/g)]).toEqual(['short', ['other.0']])
    storage.removeItem('other')
    await session(client).signOut()
    expect(jar.header()).toBe('')
  })

  test('too many for a browser are refused, and the session lives as long as the page', async () => {
    const jar = cookieJar()
    expect(() => request(jar).setItem(KEY, 'x'.repeat(20_000))).toThrow('more than cookies hold')
  })

  test.each(['blockstate%3Ademo%40http%3A%2F%2Fsandbox.test%2Fv1.0=%E0%A4%A', 'a=1; ; b', ''])('that read %j are nobody', (header) => {
    const { client } = world().client(cookieStorage({ read: () => header, write: () => {} }))
    expect(client.session.get()).toEqual({ status: 'anonymous' })
  })

  test('of one browser that arrive together with a spent token trade it once, where the server shares its refreshes', async () => {
    const it = world()
    const jar = cookieJar()
    await session(it.client(request(jar)).client).signIn(ada)
    await it.advance(DAY)
    const refreshes = sharedRefreshes(it.now)
    const together = [1, 2, 3, 4].map(() => it.client(request(jar), refreshes))
    const answers = await Promise.all(together.map(({ client }) => call(client, getProfile, {})))
    expect(answers.map(({ email }) => email)).toEqual(answers.map(() => ada.email))
    expect(together.flatMap(({ requests }) => requests).filter((one) => one.startsWith('POST'))).toEqual(['POST auth/refresh'])
    const next = it.client(request(jar), refreshes)
    expect((await call(next.client, getProfile, {})).email).toBe(ada.email)
  })
})

test('a refresh that failed is not handed out to the next request', async () => {
  const refreshes = sharedRefreshes(() => 0)
  const grant = { accessToken: 'a', refreshToken: 'r', expiresIn: 60 }
  await expect(refreshes('r1', async () => Promise.reject(new Error('503')))).rejects.toThrow('503')
  await turn()
  expect(await refreshes('r1', async () => grant)).toBe(grant)
  expect(await refreshes('r1', async () => Promise.reject(new Error('never')))).toBe(grant)
})

test('what was traded is forgotten after half a minute', async () => {
  let now = 0
  const refreshes = sharedRefreshes(() => now)
  const grant = (accessToken: string) => async () => ({ accessToken, refreshToken: null, expiresIn: null })
  await refreshes('r1', grant('first'))
  now = 30_000
  expect((await refreshes('r2', grant('other'))).accessToken).toBe('other')
  expect((await refreshes('r1', grant('second'))).accessToken).toBe('second')
})

describe('a storage that answers later', () => {
  const app = { appId: 'demo', baseUrl: 'http://sandbox.test/v1' }
  /** One that several pages of an extension share. */
  function later(): LaterStorage & { readonly entries: Map<string, string>; tell(): void; broken: boolean } {
    const { entries } = memory()
    const listeners = new Set<() => void>()
    const it = {
      entries,
      broken: false,
      tell: () => listeners.forEach((run) => run()),
      getItem: async (key: string) => {
        await turn()
        return entries.get(key) ?? null
      },
      setItem: async (key: string, value: string) => {
        await turn()
        if (it.broken) throw new Error('disk full')
        entries.set(key, value)
      },
      removeItem: async (key: string) => {
        await turn()
        entries.delete(key)
      },
      onChange: (run: () => void) => {
        listeners.add(run)
        return () => listeners.delete(run)
      },
    }
    return it
  }

  test('is read before the client is made, which knows at once who is signed in', async () => {
    const it = world()
    const shelf = later()
    await session(it.client(await asyncStorage(shelf, app)).client).signIn(ada)
    await turn()
    const { client } = it.client(await asyncStorage(shelf, app))
    expect(client.session.get()).toMatchObject({ status: 'authenticated', user: { email: ada.email } })
  })

  test('shared by two pages is read anew before tokens are renewed: one refresh', async () => {
    const it = world()
    const shelf = later()
    await session(it.client(await asyncStorage(shelf, app)).client).signIn(ada)
    await turn()
    const pages = [it.client(await asyncStorage(shelf, app)), it.client(await asyncStorage(shelf, app))]
    await it.advance(DAY)
    for (const { client } of pages) expect((await call(client, getProfile, {})).email).toBe(ada.email)
    expect(pages.flatMap(({ requests }) => requests).filter((one) => one.startsWith('POST'))).toEqual(['POST auth/refresh'])
  })

  test('tells a page what another one did', async () => {
    const it = world()
    const shelf = later()
    const one = it.client(await asyncStorage(shelf, app))
    await session(one.client).signIn(ada)
    await turn()
    const two = it.client(await asyncStorage(shelf, app))
    await session(one.client).signOut()
    await until(() => shelf.entries.size === 0)
    shelf.tell()
    await until(() => two.client.session.get().status === 'anonymous')
  })

  test('that is full lets the session live as long as the app', async () => {
    const it = world()
    const shelf = later()
    shelf.broken = true
    const { client } = it.client(await asyncStorage(shelf, app))
    await session(client).signIn(ada)
    expect((await call(client, getProfile, {})).email).toBe(ada.email)
    expect(shelf.entries.size).toBe(0)
  })
})

describe('whoever signs in says whether to be remembered', () => {
  test.each([
    [true, [0, 1]],
    [false, [1, 0]],
    [undefined, [0, 1]],
  ])('remember: %s', async (remember, expected) => {
    const it = world()
    const [tab, machine] = [memory(), memory()]
    const { client } = it.client(rememberStorage(tab, machine))
    await session(client).signIn(ada, remember === undefined ? {} : { remember })
    expect([tab.entries.size, machine.entries.size]).toEqual(expected)
    await it.advance(DAY)
    const next = it.client(rememberStorage(tab, machine))
    await call(next.client, getProfile, {})
    expect(next.requests[0]).toBe('POST auth/refresh')
    expect([tab.entries.size, machine.entries.size]).toEqual(expected)
    await session(next.client).signOut()
    expect([tab.entries.size, machine.entries.size]).toEqual([0, 0])
  })

  test('a storage that knows no such choice refuses, before anything is sent', async () => {
    const { client, requests } = world().client(memory())
    expect(await session(client).signIn(ada, { remember: false }).catch(codeOf)).toBe('invalid_input')
    expect(requests).toEqual([])
  })
})
