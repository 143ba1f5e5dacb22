import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appInChromium } from '../../../scripts/appInChromium.ts'
import type { AppInChromium } from '../../../scripts/appInChromium.ts'

/** Where the page and its API are: a secure context, as locks ask for. Nothing listens there; the browser is handed the answers. */
const PAGE = 'http://localhost:4998'
const INTERVAL = 1_000

/** The app under test: one record, read again and again. */
const program = `
import { createClient, op, query, resource } from '@blockstate/core'

const getThing = op('GET things/:id', { about: 'Read', auth: 'none', returns: resource('thing', { name: 'string' }) })
const client = createClient({ appId: 'demo', baseUrl: '${PAGE}/v1' })
const $thing = query(client, getThing, { id: 't1' }, { interval: ${INTERVAL} })
$thing.subscribe(() => {})
globalThis.shown = () => Number($thing.value.data?.name ?? 0)
`

let app: AppInChromium
let context: BrowserContext
/** How often each tab has asked. The answer to the nth question of all is n. */
let asked: Map<Page, number>
let answers = 0

beforeAll(async () => {
  app = await appInChromium(program, PAGE)
  context = await app.profile()
  asked = new Map()
  await context.route(`${PAGE}/v1/**`, (route, request) => {
    const tab = request.frame().page()
    asked.set(tab, (asked.get(tab) ?? 0) + 1)
    answers += 1
    return route.fulfill({ json: { data: { id: 't1', type: 'thing', attributes: { name: `${answers}` } } } })
  })
})
afterAll(() => app.close())

const shown = (tab: Page): Promise<number> => tab.evaluate(() => (globalThis as unknown as { shown: () => number }).shown())
/** How many tabs hold the lock, and how many wait for it. */
const locks = (tab: Page): Promise<readonly number[]> =>
  tab.evaluate(async () => {
    const { held = [], pending = [] } = await navigator.locks.query()
    return [held.length, pending.length]
  })
/** Lets the server be asked so many times more; says by which tabs. */
const askedBy = async (tabs: readonly Page[], times: number): Promise<readonly Page[]> => {
  const before = new Map(asked)
  const until = answers + times
  await expect.poll(() => answers, { timeout: 60_000 }).toBeGreaterThanOrEqual(until)
  return tabs.filter((tab) => asked.get(tab) !== before.get(tab))
}

/**
 * Who asks once it has come to rest, alone: of ten times nine at least. On a machine that is busy, a tab that heard nothing for two
 * intervals asks once for itself.
 */
const pollingOf = async (tabs: readonly Page[]): Promise<Page> => {
  let asking: readonly Page[] = []
  await expect.poll(async () => (asking = await askedBy(tabs, 3)).length, { timeout: 60_000 }).toBe(1)
  const [tab] = asking as [Page]
  const [before, all] = [asked.get(tab) ?? 0, answers]
  await askedBy(tabs, 10)
  expect((asked.get(tab) ?? 0) - before).toBeGreaterThanOrEqual(answers - all - 1)
  return tab
}

test('of three tabs of one profile one asks, the others show its answers; when it is closed another takes over', async () => {
  const tabs = await Promise.all([1, 2, 3].map(() => context.newPage()))
  for (const tab of tabs) await tab.goto(PAGE)
  const [first] = tabs as [Page, ...Page[]]
  await expect.poll(() => locks(first), { timeout: 10_000 }).toEqual([1, 2])

  const polling = await pollingOf(tabs)
  for (const tab of tabs) await expect.poll(() => shown(tab)).toBeGreaterThanOrEqual(answers - 1)

  await polling.close()
  const left = tabs.filter((tab) => tab !== polling) as [Page, Page]
  await expect.poll(() => locks(left[0]), { timeout: 10_000 }).toEqual([1, 1])
  await pollingOf(left)
  for (const tab of left) await expect.poll(() => shown(tab)).toBeGreaterThanOrEqual(answers - 1)
})
