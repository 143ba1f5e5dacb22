import { afterEach, expect, test } from 'vitest'
import { demoPassword, demoUsers } from '../../../sandbox/src/index.ts'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import { getProfile } from '../blocks/auth.ts'
import { call, query, session } from '../index.ts'
import { sharedTabs, testClient } from '../testing/index.ts'
import type { Tab, TestClient } from '../testing/index.ts'

const signingKey = await makeSigningKey()
const disposals: (() => void)[] = []
/** Milliseconds that a request and its answer are on their way, each. */
const WAY = 200
const REFRESH = 'POST auth/refresh'
const email = demoUsers.ada.email

afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

interface World {
  readonly tab: Tab
  /** What refreshes were answered with. */
  readonly traded: readonly number[]
  /** What a module makes when it is evaluated: another client on the same storage, and what its page watches. */
  evaluate(): TestClient
}

/** A page whose server takes its time, and ends a session whose refresh token comes twice. */
function world(platform: Partial<Tab['platform']>): World {
  const browser = sharedTabs()
  const opened = browser.open()
  const tab = { ...opened, platform: { ...opened.platform, ...platform } }
  const { sandbox } = virtualSandbox({ blocks: [], signingKey, now: tab.platform.now })
  disposals.push(sandbox.close)
  const traded: number[] = []
  const way = (): Promise<void> => new Promise((arrived) => browser.open().platform.after(WAY, arrived))
  const fetch = async (request: Request): Promise<Response> => {
    const refreshes = request.url.endsWith('/auth/refresh')
    if (refreshes) await way()
    const response = await sandbox.fetch(new Request(request, { signal: null }))
    if (!refreshes) return response
    traded.push(response.status)
    await way()
    return response
  }
  let made = 0
  const evaluate = (): TestClient => {
    // Chance differs from client to client: names are made of it.
    const chance = ((made += 1) * 0.618) % 1
    const virtual = { ...tab, platform: { ...tab.platform, random: () => chance } }
    const it = testClient({ fetch }, { virtual, storage: tab.storage })
    const $me = query(it.client, getProfile, {})
    disposals.push(
      $me.subscribe(() => {}),
      it.client.dispose,
    )
    return it
  }
  return { tab, traded, evaluate }
}

/** Lets time pass, a little at a time, until it is settled: keys are real, and the server's work with them takes real time. */
async function over({ advance }: Tab, outcome: Promise<unknown>): Promise<void> {
  let settled = false
  void outcome.then(
    () => (settled = true),
    () => (settled = true),
  )
  while (!settled) await advance(20)
}

const LOCKS: readonly [string, Partial<Tab['platform']>][] = [
  ['with Web Locks', {}],
  ['with a lease in the storage', { locks: undefined }],
]
/** Before the request has arrived, on its way there, on the answer's way back, and when the pair is stored. */
const MOMENTS = [0, 50, 250, 390, 450]

test.each(LOCKS.flatMap(([how, platform]) => MOMENTS.flatMap((at) => [true, false].map((first) => ({ how, platform, at, first })))))(
  'a module that is evaluated anew $at ms into a refresh, $how (the old client goes first: $first): one refresh, nobody signed out',
  async ({ platform, at, first }) => {
    const it = world(platform)
    const { advance } = it.tab
    const old = it.evaluate()
    await session(old.client).signIn({ email, password: demoPassword })
    await advance(1_000)
    old.setVisible(false)
    old.setOnline(false) // so that nothing is renewed ahead
    await advance(25 * 3_600_000)
    const asked = call(old.client, getProfile, {}).catch(({ code }: { code: string }) => code)
    while (!old.requests.includes(REFRESH)) await advance(10)
    await advance(at)
    if (first) old.client.dispose()
    const next = it.evaluate()
    const answer = call(next.client, getProfile, {})
    await advance(0)
    old.client.dispose()
    await over(it.tab, answer)
    expect((await answer).email).toBe(email)
    expect(it.traded).toEqual([200])
    expect(next.client.session.get()).toMatchObject({ status: 'authenticated', user: { email } })
    await over(it.tab, asked)
    expect(['aborted', email]).toContain(await asked.then((told) => (typeof told === 'string' ? told : told.email)))
  },
)

test('ten evaluations in one refresh: one refresh, and the last one is signed in', async () => {
  const it = world({})
  let newest = it.evaluate()
  await session(newest.client).signIn({ email, password: demoPassword })
  newest.setOnline(false)
  await it.tab.advance(25 * 3_600_000)
  for (let time = 0; time < 10; time += 1) {
    call(newest.client, getProfile, {}).catch(() => {}) // it ends with its client
    await it.tab.advance(40)
    newest.client.dispose()
    newest = it.evaluate()
  }
  const answer = call(newest.client, getProfile, {})
  await over(it.tab, answer)
  expect((await answer).email).toBe(email)
  expect(it.traded).toEqual([200])
})
