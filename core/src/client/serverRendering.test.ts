import { afterEach, expect, test } from 'vitest'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import { getProfile } from '../blocks/auth.ts'
import { call, cookieStorage, session, sharedRefreshes } from '../index.ts'
import type { SessionStorage } from '../index.ts'
import { testClient, virtualPlatform } from '../testing/index.ts'
import type { TestClient } from '../testing/index.ts'

const USERS = 50
const EACH = 4
const DAY = 25 * 3_600_000

const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

/** One browser: its cookies, and everything that was ever in them. */
interface Browser {
  readonly cookies: Map<string, string>
  readonly held: Set<string>
}

/** The storage of one request: the cookies it was sent with, and those that go back with its answer. */
function cookiesOf({ cookies, held }: Browser): SessionStorage {
  const header = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return cookieStorage({
    read: () => header,
    write: (cookie) => {
      const [, name = '', value = '', attributes = ''] = /^([^=]*)=([^;]*)(.*)$/.exec(cookie) ?? []
      held.add(decodeURIComponent(value))
      if (attributes.includes('Max-Age=0')) cookies.delete(name)
      else cookies.set(name, value)
    },
  })
}

test('200 requests of 50 users, rendered at the same time with spent tokens, show each user their own page and no token', async () => {
  const virtual = virtualPlatform()
  const { sandbox } = virtualSandbox({ signingKey: await makeSigningKey(), blocks: [], now: virtual.platform.now, requestsPerMinute: 1e6 })
  disposals.push(sandbox.close)
  const refreshes = sharedRefreshes(virtual.platform.now)
  const clientFor = (storage: SessionStorage): TestClient => {
    const it = testClient(sandbox, { virtual, storage, refreshes })
    disposals.push(it.client.dispose)
    return it
  }
  const browsers: (Browser & { readonly email: string })[] = []
  for (let user = 0; user < USERS; user += 1) {
    const browser = { email: `user-${user}@example.com`, cookies: new Map<string, string>(), held: new Set<string>() }
    await session(clientFor(cookiesOf(browser)).client).signUp({ email: browser.email, password: 'long enough' })
    browsers.push(browser)
  }
  await virtual.advance(DAY)

  let renewals = 0
  const render = async (browser: (typeof browsers)[number]): Promise<string> => {
    const { client, requests } = clientFor(cookiesOf(browser))
    const profile = await call(client, getProfile, {})
    renewals += requests.filter((request) => request === 'POST auth/refresh').length
    const page = `<script>${JSON.stringify({ session: session(client).value, profile })}</script>`
    client.dispose()
    return page
  }
  // Each user's requests among those of all others.
  const asked = Array.from({ length: USERS * EACH }, (_, at) => browsers[(at * 7) % USERS] as (typeof browsers)[number]) // 7 and 50 share no factor
  const pages = await Promise.all(asked.map(render))

  expect(pages.map((page) => [...new Set(page.match(/user-\d+@example\.com/g))])).toEqual(asked.map(({ email }) => [email]))
  expect(renewals).toBe(USERS)
  const tokens = browsers.flatMap(({ held }) => [...held].flatMap((entry) => entry.match(/"(?:access|refresh)Token":"([^"]+)"/g) ?? []))
  expect(new Set(tokens).size).toBeGreaterThanOrEqual(USERS * 4)
  const secrets = tokens.map((entry) => entry.split('":"')[1]?.slice(0, -1) ?? '')
  expect(pages.filter((page) => secrets.some((secret) => page.includes(secret)))).toEqual([])

  // What was renewed while rendering has reached every browser.
  const later = await Promise.all(browsers.map(render))
  expect(later.map((page) => page.includes('authenticated'))).toEqual(browsers.map(() => true))
  expect(renewals).toBe(USERS)
})
