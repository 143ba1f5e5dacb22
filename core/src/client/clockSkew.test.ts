import { afterEach, expect, test } from 'vitest'
import { demoPassword, demoUsers } from '../../../sandbox/src/index.ts'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import { getProfile } from '../blocks/auth.ts'
import { call, session } from '../index.ts'
import { sharedTabs, testClient, until, virtualPlatform } from '../testing/index.ts'
import type { TestClient, VirtualPlatform } from '../testing/index.ts'

const signingKey = await makeSigningKey()
const disposals: (() => void)[] = []
const HOUR = 3_600_000
const MINUTE = 60_000
/** Hours: none, a wrong time zone, a wrong day, half a minute, a year. */
const SKEWS = [0, 6, -6, 30, -30, 0.01, 24 * 400]
const REFRESH = 'POST auth/refresh'
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface World extends TestClient {
  readonly statuses: readonly number[]
  /** The same as `advance`, slow enough for real keys: no answer is late by virtual seconds that took no time. */
  pass(ms: number): Promise<void>
}

/** Ada's client, whose clock and the server's differ by so many hours. The server's tokens live a day. */
async function world(hours: number, virtual: VirtualPlatform): Promise<World> {
  const { now } = virtual.platform
  const { sandbox } = virtualSandbox({ blocks: [], signingKey, now, clockSkewSeconds: hours * 3600 })
  const statuses: number[] = []
  let open = 0
  const fetch = async (request: Request): Promise<Response> => {
    open += 1
    const response = await sandbox.fetch(request)
    statuses.push(response.status)
    open -= 1
    return response
  }
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= MINUTE / 6) {
      await virtual.advance(Math.min(left, MINUTE / 6))
      await until(() => open === 0)
    }
  }
  const it = testClient({ fetch }, { virtual })
  disposals.push(it.client.dispose, sandbox.close)
  await session(it.client).signIn({ email: demoUsers.ada.email, password: demoPassword })
  return { ...it, statuses, pass }
}

test.each(SKEWS)('with a server whose clock is %d hours off, a token is renewed when its day is over, and never refused', async (hours) => {
  const it = await world(hours, virtualPlatform())
  const state = it.client.session.get()
  const left = state.status === 'authenticated' ? (state.expiresAt ?? 0) - it.platform.now() : 0
  expect(Math.abs(left - 24 * HOUR)).toBeLessThanOrEqual(1_000) // `Date` tells whole seconds
  await it.advance(24 * HOUR - MINUTE)
  await call(it.client, getProfile, {})
  expect(it.requests).not.toContain(REFRESH)
  await it.advance(2 * MINUTE)
  await call(it.client, getProfile, {})
  expect(it.requests.slice(-2)).toEqual([REFRESH, 'GET auth/profile'])
  expect(it.statuses.every((status) => status === 200)).toBe(true)
})

test.each(SKEWS)('a page whose clock is %d hours off renews in the last five minutes of each token, once', async (hours) => {
  const it = await world(hours, sharedTabs().open())
  for (let day = 1; day <= 3; day += 1) {
    await it.advance(23.5 * HOUR)
    const renewals = it.requests.filter((request) => request === REFRESH).length
    await it.pass(HOUR / 2)
    expect(it.requests.filter((request) => request === REFRESH)).toHaveLength(renewals + 1)
  }
  expect(it.statuses.every((status) => status === 200)).toBe(true)
  expect(it.client.session.get().status).toBe('authenticated')
})

test('a page that is loaded anew knows from its first request how far the server’s clock is off', async () => {
  const it = await world(-30, virtualPlatform())
  const reload = testClient(
    { fetch: async () => Response.json({ data: { id: 'u', type: 'user', attributes: {} } }) },
    { virtual: it, storage: it.storage },
  )
  disposals.push(reload.client.dispose)
  await call(reload.client, getProfile, {})
  expect(reload.requests).toEqual(['GET auth/profile'])
})
