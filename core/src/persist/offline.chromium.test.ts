import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { appInChromium, ask } from '../../../scripts/appInChromium.ts'
import type { AppInChromium } from '../../../scripts/appInChromium.ts'
import { createSandbox, demoPassword } from '../../../sandbox/src/index.ts'
import { listen } from '../../../sandbox/src/testing/listen.ts'
import type { Listening } from '../../../sandbox/src/testing/listen.ts'
import { createClient, call, session } from '../index.ts'
import { listContacts } from '../blocks/crm.ts'

/** Where the page is: a secure context, as locks ask for. Nothing listens there; the browser is handed the files. */
const PAGE = 'http://localhost:4999'
const ada = { email: 'ada@example.com', password: demoPassword }

/** The app under test. It shows nothing; the tests ask it what it knows. */
const program = (baseUrl: string): string => `
import { call, collection, createClient, mutation, session, writes } from '@blockstate/core'
import * as crm from '@blockstate/core/crm'
import { persist } from '@blockstate/core/persist'

const client = createClient({ appId: 'demo', baseUrl: '${baseUrl}' })
const kept = persist(client, { operations: { ...crm }, throttle: 50 })
const $contacts = collection(client, crm.listContacts, { per_page: 100 })
const $writes = writes(client)
$contacts.subscribe(() => {})
const write = (name, input) => {
  mutation(client, crm[name]).mutate(input).catch(() => {})
  return $writes.value.writes.at(-1)?.key?.replace(/^[^/]*\\//, '')
}
Object.assign(globalThis, {
  signIn: (input) => session(client).signIn(input).then(() => kept.ready),
  ready: () => kept.ready,
  flush: () => kept.flush(),
  keptStatus: () => kept.$status.value,
  write,
  contacts: () => $contacts.value.items.map(({ first_name, title }) => ({ first_name, title })),
  writes: () => $writes.value.writes.map(({ operation, status }) => operation.method + ' ' + status),
})
`

let app: AppInChromium
let context: BrowserContext
let server: Listening
/** What reached the server, besides reads: its method, path and body. */
let log: string[]

beforeAll(async () => {
  const sandbox = createSandbox({ seed: true })
  server = await listen({
    ...sandbox,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const { pathname } = new URL(request.url)
      if (/POST|PUT|DELETE/.test(request.method) && pathname.includes('/contacts'))
        log.push(`${request.method} ${await request.clone().text()}`)
      return sandbox.fetch(request)
    },
  })
  app = await appInChromium(program(`${server.origin}/v1`), PAGE)
})
afterAll(async () => {
  await app.close()
  server.close()
})
beforeEach(async () => {
  log = []
  context = await app.profile()
})
afterEach(() => context.close())

async function load(page: Page): Promise<void> {
  await page.goto(PAGE)
  await page.waitForFunction(() => 'ready' in globalThis)
  await ask(page, 'ready')
}

const seen = async (page: Page, what: string, wanted: unknown): Promise<void> => {
  await expect.poll(() => ask(page, what), { timeout: 15_000 }).toEqual(wanted)
}

/** A tab that is not looked at hears of it a moment later than the one that is. */
const goOffline = async (...pages: readonly Page[]): Promise<void> => {
  await context.setOffline(true)
  for (const page of pages) await page.waitForFunction(() => !navigator.onLine)
}

const person = (first_name: string): object => ({ first_name, last_name: 'Byron', email: `${first_name.replaceAll(' ', '.')}@example.com` })

/** What is true at the server. */
async function truth(): Promise<{ first_name: string; title?: string | undefined }[]> {
  const client = createClient({ appId: 'demo', baseUrl: `${server.origin}/v1`, storage: null })
  await session(client).signIn(ada)
  const { items } = await call(client, listContacts, { per_page: 100 })
  client.dispose()
  return items.map(({ first_name, title }) => ({ first_name, ...(title && { title }) }))
}

test('what is edited and created offline survives a reload, is sent once and in order, and the server has it afterwards', async () => {
  const page = await context.newPage()
  await load(page)
  await ask(page, 'signIn', ada)
  const made = await ask<string>(page, 'write', 'createContact', person('first'))
  await seen(page, 'writes', [])
  expect(made).toMatch(/^new-/)
  await ask(page, 'flush')

  await goOffline(page)
  const created = await ask<string>(page, 'write', 'createContact', person('made offline'))
  await ask(page, 'write', 'updateContact', { id: created, title: 'edited offline' })
  await ask(page, 'write', 'updateContact', { id: made, title: 'the first, too' })
  await ask(page, 'flush')
  log = []

  await load(page)
  expect(await page.evaluate(() => navigator.onLine)).toBe(false)
  expect(await ask(page, 'keptStatus')).toEqual({ status: 'ready' })
  expect(await ask(page, 'writes')).toEqual(['POST waiting', 'PUT waiting', 'PUT waiting'])
  const shown = await ask<{ first_name: string; title?: string }[]>(page, 'contacts')
  expect(shown).toContainEqual({ first_name: 'made offline', title: 'edited offline' })
  expect(shown).toContainEqual({ first_name: 'first', title: 'the first, too' })
  await load(page)
  expect(log).toEqual([])

  await context.setOffline(false)
  await seen(page, 'writes', [])
  expect(log.map((line) => line.replace(/.*"(first_name|title)":"([^"]*)".*/, '$2'))).toEqual([
    'made offline',
    'edited offline',
    'the first, too',
  ])
  const there = await truth()
  expect(there).toContainEqual({ first_name: 'made offline', title: 'edited offline' })
  expect(there).toContainEqual({ first_name: 'first', title: 'the first, too' })
  await load(page)
  expect(await ask(page, 'writes')).toEqual([])
})

test('two tabs that are closed offline leave their writes to the next, which sends each once; a tab that lives keeps its own', async () => {
  const [one, two] = [await context.newPage(), await context.newPage()]
  await load(one)
  await ask(one, 'signIn', ada)
  await load(two)
  await goOffline(one, two)
  await ask(one, 'write', 'createContact', person('of one'))
  await ask(two, 'write', 'createContact', person('of two'))
  await Promise.all([ask(one, 'flush'), ask(two, 'flush')])
  // Left, and then closed: a tab that is closed at once loses the emulated plight first, and sends what waits.
  await one.goto('about:blank')
  await one.close()
  const three = await context.newPage()
  await load(three)
  // The tab that lives had asked for nobody's lock; the new one gets that of the tab that is gone.
  await seen(three, 'writes', ['POST waiting'])
  expect(await ask(two, 'writes')).toEqual(['POST waiting'])
  await context.setOffline(false)
  await seen(two, 'writes', [])
  await seen(three, 'writes', [])
  expect(log.map((line) => line.replace(/.*"first_name":"([^"]*)".*/, '$1')).toSorted()).toEqual(['of one', 'of two'])
})

test('a connection that comes back is given a moment before what waited is sent: a creation lost on the way could not be sent again', async () => {
  const page = await context.newPage()
  await page.clock.install()
  await load(page)
  await ask(page, 'signIn', ada)
  await goOffline(page)
  await ask(page, 'write', 'createContact', person('patient'))
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 5_000))
  const told = page.evaluate(() => new Promise((heard) => addEventListener('online', heard, { once: true })).then(() => {}))
  await page.route('**/v1/**', (route) => route.abort())
  await context.setOffline(false)
  await told

  await page.clock.runFor(499)
  expect(await ask(page, 'writes')).toEqual(['POST waiting'])
  await page.unroute('**/v1/**')
  await page.clock.runFor(1)
  await seen(page, 'writes', [])
  expect(log).toHaveLength(1)
})
