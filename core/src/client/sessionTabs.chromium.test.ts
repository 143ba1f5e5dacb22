import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { appInChromium, ask } from '../../../scripts/appInChromium.ts'
import type { AppInChromium } from '../../../scripts/appInChromium.ts'
import { createSandbox, demoPassword } from '../../../sandbox/src/index.ts'
import { listen } from '../../../sandbox/src/testing/listen.ts'
import type { Listening } from '../../../sandbox/src/testing/listen.ts'

/** Where the pages are: a secure context, as locks ask for. Nothing listens there; the browser is handed the files. */
const PAGE = 'http://localhost:4998'
const DAY = 25 * 3_600_000
const ada = { email: 'ada@example.com', password: demoPassword }

/** The app under test. It shows nothing; the tests ask it what it knows. */
const program = (baseUrl: string): string => `
import { call, conversation, createClient, mutation, query, session, writes } from '@blockstate/core'
import { getProfile } from '@blockstate/core/auth'
import * as crm from '@blockstate/core/crm'
import { createEntityConversation, entityChat, listEntities } from '@blockstate/core/jarvis'
import { persist } from '@blockstate/core/persist'

const client = createClient({ appId: 'demo', baseUrl: '${baseUrl}', requestsPerMinute: 1_000_000 })
const kept = persist(client, { operations: { ...crm }, throttle: 20 })
const $session = session(client)
const $me = query(client, getProfile, {})
let $chat
let outAt = 0
$session.subscribe(({ status }) => { if (status === 'anonymous') outAt = Date.now() })
const stored = () => new Promise((resolve, reject) => {
  const opened = indexedDB.open('blockstate')
  opened.onerror = () => reject(opened.error)
  opened.onsuccess = () => {
    const names = [...opened.result.objectStoreNames]
    if (!names.includes('kept')) return resolve([])
    const all = opened.result.transaction('kept').objectStore('kept').getAllKeys()
    all.onsuccess = () => { opened.result.close(); resolve(all.result) }
  }
})
Object.assign(globalThis, {
  signIn: (input) => $session.signIn(input).then(({ status }) => status),
  signOut: () => { const at = Date.now(); $session.signOut().catch(() => {}); return at },
  standing: () => $session.value.status,
  user: () => $session.value.user?.email ?? null,
  outAt: () => outAt,
  tokens: () => localStorage.getItem(Object.keys(localStorage).find((key) => key.startsWith('blockstate:demo')) ?? ''),
  race: (at) => new Promise((go) => setTimeout(go, at - Date.now()))
    .then(() => call(client, getProfile, {})).then(({ email }) => email, ({ code, message }) => code + ': ' + message),
  talk: async () => {
    const { items } = await call(client, listEntities, { per_page: 50 })
    const id = items.find(({ name }) => name === 'Harbour Pump 3').unique_id
    const { unique_id } = await call(client, createEntityConversation, { id, title: 'Test' })
    $chat = conversation(client, entityChat, { id, conv_id: unique_id })
    $chat.subscribe(() => {})
    $chat.send('How is the pump?').catch(() => {})
  },
  chat: () => ({ status: $chat.value.status, text: $chat.value.messages.map(({ content }) => content).join(' ') }),
  watch: () => { $me.subscribe(() => {}) },
  me: () => $me.value.data?.email ?? null,
  write: () => { mutation(client, crm.createContact, { hold: 600_000 }).mutate({ first_name: 'Unsent', last_name: 'X', email: 'u@example.com' }).catch(() => {}) },
  writes: () => writes(client).value.writes.length,
  flush: () => kept.flush(),
  stored,
  ready: () => kept.ready,
})
`

let app: AppInChromium
let context: BrowserContext
let server: Listening
/** The server's clock is ahead of the machine's by so much. */
let ahead = 0
/** What refreshes were answered with. */
let refreshes: number[]
/** Where set, a refresh waits for it, and is processed only if it resolves with true. */
let gate: (() => Promise<boolean>) | null = null

beforeAll(async () => {
  const sandbox = createSandbox({ seed: true, now: () => Date.now() + ahead, requestsPerMinute: 1_000_000 })
  server = await listen({
    ...sandbox,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      if (!request.url.endsWith('/auth/refresh') || request.method !== 'POST') return sandbox.fetch(request)
      if (gate && !(await gate())) return new Response(null, { status: 503 })
      const response = await sandbox.fetch(request)
      refreshes.push(response.status)
      return response
    },
  })
  app = await appInChromium(program(`${server.origin}/v1`), PAGE)
})
afterAll(async () => {
  await app.close()
  server.close()
})
beforeEach(async () => {
  refreshes = []
  gate = null
  context = await app.profile()
})
afterEach(() => context.close())

async function open(): Promise<Page> {
  const page = await context.newPage()
  await page.goto(PAGE)
  await page.waitForFunction(() => 'ready' in globalThis)
  return page
}

const seen = async (page: Page, what: string, wanted: unknown): Promise<void> => {
  await expect.poll(() => ask(page, what), { timeout: 15_000 }).toEqual(wanted)
}

test('200 races of 2 to 5 tabs whose tokens have expired: one refresh each, and nobody is signed out', async () => {
  const pages = [await open()]
  expect(await ask(pages[0] as Page, 'signIn', ada)).toBe('authenticated')
  for (let tab = 1; tab < 5; tab += 1) pages.push(await open())
  const wrong: unknown[] = []
  for (let race = 0; race < 200; race += 1) {
    ahead += DAY
    refreshes = []
    const racing = pages.filter((_, tab) => (tab + race) % 5 < 2 + (race % 4))
    const at = Date.now() + 10
    const answers = await Promise.all(racing.map((page) => ask<string>(page, 'race', at)))
    if (answers.some((answer) => answer !== ada.email) || refreshes.join() !== '200') wrong.push({ race, answers, refreshes })
  }
  expect(wrong).toEqual([])
  for (const page of pages) expect(await ask(page, 'standing')).toBe('authenticated')
  const [first, ...others] = await Promise.all(pages.map((page) => ask<string>(page, 'tokens')))
  expect(others.every((tokens) => tokens === first)).toBe(true)
}, 120_000)

test('a tab that is killed while it holds the lock leaves it to the next: one refresh, and nobody is signed out', async () => {
  const pages = [await open(), await open(), await open()] as const
  expect(await ask(pages[0], 'signIn', ada)).toBe('authenticated')
  for (let round = 0; round < 4; round += 1) {
    ahead += DAY
    refreshes = []
    let arrived = (): void => {}
    const here = new Promise<void>((resolve) => {
      arrived = resolve
    })
    // The first refresh is never processed: its tab dies before. The others are.
    gate = () => {
      gate = null
      arrived()
      return new Promise(() => {})
    }
    const doomed = await open()
    await seen(doomed, 'standing', 'authenticated')
    void ask(doomed, 'race', 0).catch(() => {}) // it dies with its page
    await here
    const at = Date.now() + 20
    const calls = pages.map((page) => ask<string>(page, 'race', at))
    await new Promise((waited) => setTimeout(waited, 60))
    await doomed.close({ runBeforeUnload: false })
    expect(await Promise.all(calls)).toEqual([ada.email, ada.email, ada.email])
    expect(refreshes).toEqual([200])
  }
  for (const page of pages) expect(await ask(page, 'standing')).toBe('authenticated')
}, 60_000)

test('a sign-out in one tab is seen within 100 ms by one that streams and one with unsent writes, and nothing of the user stays', async () => {
  const [leaving, streaming, writing] = [await open(), await open(), await open()] as const
  expect(await ask(leaving, 'signIn', ada)).toBe('authenticated')
  for (const page of [streaming, writing]) {
    await seen(page, 'standing', 'authenticated')
    await ask(page, 'watch')
    await seen(page, 'me', ada.email)
  }
  const rule = [{ match: 'POST /v1/jarvis/**', fault: 'slow=400' }]
  await fetch(`${server.origin}/_sandbox/faults`, {
    method: 'PUT',
    body: JSON.stringify(rule),
    headers: { 'content-type': 'application/json' },
  })
  await ask(streaming, 'talk')
  await expect.poll(async () => (await ask<{ status: string }>(streaming, 'chat')).status, { timeout: 15_000 }).toBe('streaming')
  await ask(writing, 'write')
  await ask(writing, 'flush')
  expect(await ask(writing, 'writes')).toBe(1)
  await expect
    .poll(async () => (await ask<string[]>(writing, 'stored')).some((key) => !key.includes(':_:')), { timeout: 15_000 })
    .toBe(true)

  const at = await ask<number>(leaving, 'signOut')
  for (const page of [streaming, writing]) {
    await seen(page, 'standing', 'anonymous')
    expect((await ask<number>(page, 'outAt')) - at).toBeLessThanOrEqual(100)
    expect(await ask(page, 'me')).toBeNull()
  }
  expect(await ask(writing, 'writes')).toBe(0)
  expect(await ask(streaming, 'chat')).toMatchObject({ text: '' })
  for (const page of [leaving, streaming, writing]) {
    expect(await ask(page, 'tokens')).toBeNull()
    await expect
      .poll(async () => (await ask<string[]>(page, 'stored')).filter((key) => !key.includes(':_:')), { timeout: 15_000 })
      .toEqual([])
  }
}, 60_000)
