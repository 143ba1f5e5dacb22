import { afterEach, describe, expect, test } from 'vitest'
import { demoPassword } from '../../../sandbox/src/index.ts'
import { jarvisBlock } from '../../../sandbox/src/jarvis/jarvisBlock.ts'
import { makeSigningKey, virtualSandbox } from '../../../sandbox/src/testing/virtualSandbox.ts'
import { getProfile } from '../blocks/auth.ts'
import * as auth from '../blocks/auth.ts'
import * as jarvis from '../blocks/jarvis.ts'
import { call, collection, mutation, query, session, writes } from '../index.ts'
import type { SessionStorage } from '../index.ts'
import { testClient, until, virtualPlatform } from '../testing/index.ts'
import type { TestClient, VirtualPlatform } from '../testing/index.ts'
import { persist } from './index.ts'
import type { Persistence } from './index.ts'
import { memoryStorage } from './shop.test.ts'
import type { MemoryStorage } from './shop.test.ts'

const signingKey = await makeSigningKey()
const disposals: (() => void)[] = []
afterEach(() => disposals.splice(0).forEach((end) => end()))

const ada = { email: 'ada@example.com', password: demoPassword }
const bob = { email: 'bob@example.com', password: demoPassword }

interface Page extends TestClient {
  readonly kept: Persistence
  /** Watches the profile and the API keys. Resolves when both are shown. */
  look(): Promise<void>
  close(): void
}

interface Browser extends VirtualPlatform {
  readonly disk: MemoryStorage
  open(session?: SessionStorage): Page
}

/** A browser, and a server that Ada and Bob have accounts at. */
async function browser(): Promise<Browser> {
  const virtual = virtualPlatform()
  const disk = memoryStorage()
  const { sandbox } = virtualSandbox({ blocks: [jarvisBlock], signingKey, now: virtual.platform.now, seed: false })
  disposals.push(sandbox.close)
  let cookies: SessionStorage | undefined
  let opened = 0
  const open: Browser['open'] = (storage = cookies) => {
    const chance = (opened += 1) / 1_000
    const own = { ...virtual, platform: { ...virtual.platform, random: () => chance } }
    const it = testClient(sandbox, { virtual: own, attempts: 1, ...(storage && { storage }) })
    cookies = it.storage
    const kept = persist(it.client, { storage: disk, operations: { ...auth, ...jarvis } })
    disposals.push(it.client.dispose)
    return {
      ...it,
      kept,
      close: it.client.dispose,
      look: async () => {
        const stores = [query(it.client, getProfile, {}), collection(it.client, auth.listApiKeys, {})]
        for (const store of stores) disposals.push(store.subscribe(() => {}))
        await until(() => stores.every(({ value }) => value.status === 'success' && !value.fetching))
        await kept.flush()
      },
    }
  }
  const first = open()
  await session(first.client).signUp({ ...bob, first_name: 'Bob' })
  await session(first.client).signOut()
  await session(first.client).signUp({ ...ada, first_name: 'Ada' })
  first.close()
  return { ...virtual, disk, open }
}

const register = ({ client }: Page, name: string): Promise<unknown> =>
  mutation(client, jarvis.registerEntity)
    .mutate({ id: name.toLowerCase(), name })
    .catch(({ code }: { code: string }) => code)
const text = ({ disk }: Browser): string => [...disk.entries].join('\n')

/** A browser in which Ada has read something, has a write that is not sent, and is still signed in. */
async function left(): Promise<{ it: Browser; page: Page }> {
  const it = await browser()
  const page = it.open()
  await page.kept.ready
  await page.look()
  it.setOnline(false)
  void register(page, 'Augusta')
  await page.kept.flush()
  expect(text(it)).toMatch(/Ada/)
  expect(text(it)).toMatch(/Augusta/)
  return { it, page }
}

test('who is still signed in after a reload sees what was read, and what was written goes out', async () => {
  const { it, page } = await left()
  page.close()
  const after = it.open()
  await after.kept.ready
  expect(query(after.client, getProfile, {}).value.data).toMatchObject({ email: 'ada@example.com' })
  it.setOnline(true)
  await until(() => writes(after.client).value.writes.length === 0)
  expect(await call(after.client, jarvis.getEntity, { id: 'augusta' })).toMatchObject({ name: 'Augusta' })
})

describe('of one user nothing is left', () => {
  test('when they sign out', async () => {
    const { it, page } = await left()
    it.setOnline(true)
    await session(page.client).signOut()
    await page.kept.flush()
    await it.advance(2_000)
    expect(text(it)).not.toMatch(/Ada|Augusta|augusta|ada@/)
  })

  test('when another signs in, who sees nothing of them and sends nothing of theirs', async () => {
    const { it, page } = await left()
    const shown: string[] = []
    await session(page.client).signIn(bob)
    disposals.push(query(page.client, getProfile, {}).subscribe((state) => void shown.push(JSON.stringify(state))))
    await page.look()
    it.setOnline(true)
    await it.advance(2_000)
    expect(shown.filter((one) => /Ada|Augusta|augusta|ada@/.test(one))).toEqual([])
    expect(text(it)).not.toMatch(/Ada|Augusta|augusta|ada@/)
    expect(text(it)).toMatch(/bob@/)
    expect(page.requests.filter((request) => request.startsWith('POST jarvis'))).toEqual([])
  })

  test('when the page went before it could tidy up, and another signs in', async () => {
    const { it, page } = await left()
    page.close()
    const empty = new Map<string, string>()
    const after = it.open({
      getItem: (key) => empty.get(key) ?? null,
      setItem: (key, value) => void empty.set(key, value),
      removeItem: (key) => void empty.delete(key),
    })
    await after.kept.ready
    await session(after.client).signIn(bob)
    await after.look()
    expect(query(after.client, getProfile, {}).value.data).toMatchObject({ first_name: 'Bob' })
    expect(writes(after.client).value.writes).toEqual([])
    await it.advance(2_000)
    expect(text(it)).not.toMatch(/Ada|Augusta|augusta|ada@/)
  })

  test('when a slow storage gets round to it only after they are gone', async () => {
    const { it, page } = await left()
    it.setOnline(true)
    const waiting: (() => void)[] = []
    it.disk.before = () => new Promise((go) => void waiting.push(go))
    const looked = query(page.client, getProfile, {}).refetch()
    await looked
    const flushed = page.kept.flush()
    const out = session(page.client).signOut()
    it.disk.before = () => {}
    await out
    waiting.forEach((go) => go())
    await flushed
    await it.advance(2_000)
    expect(text(it)).not.toMatch(/Ada|Augusta|augusta|ada@/)
  })
})

test('on a storage of many, another user keeps what is theirs', async () => {
  const { it, page } = await left()
  page.close()
  const shared = { ...it.disk, personal: false }
  const bobs = testClient({ fetch: async () => new Response('{}') }, { virtual: it })
  disposals.push(bobs.client.dispose)
  const kept = persist(bobs.client, { storage: shared })
  await kept.ready
  await it.advance(2_000)
  expect(text(it)).toMatch(/Augusta/)
})
