import { fileURLToPath } from 'node:url'
import { openDemo } from '@blockstate/demo-stage/openDemo.ts'
import type { OpenDemo } from '@blockstate/demo-stage/openDemo.ts'
import { demoBackupCode, demoUsers } from '@blockstate/sandbox'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ask } from './ask.ts'
import { lookAtFrames } from './frames.ts'

/** Milliseconds in which something is awaited that the sandbox does by a clock of its own: somebody who left is missed after ten seconds. */
const LATER = 60_000

let demo: OpenDemo
let ada: Page
let grace: Page

beforeAll(async () => {
  const root = fileURLToPath(new URL('..', import.meta.url))
  demo = await openDemo({ root, pace: 0, executablePath: process.env['CHROMIUM'] ?? '' })
  ada = await open()
  grace = await open()
  await grace.getByRole('button', { name: /^Grace/ }).click()
  for (const page of [ada, grace]) await page.getByRole('button', { name: 'Sign in' }).click()
  await grace.getByLabel('Code', { exact: true }).fill(demoBackupCode)
  await grace.getByRole('button', { name: 'Continue' }).click()
  for (const page of [ada, grace]) await page.locator('.contacts tbody tr').first().waitFor()
})
afterAll(async () => demo.close())
afterEach(async () => faults())

/** A browser of its own: nothing is shared but the server. */
async function open(): Promise<Page> {
  const context = await demo.browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(demo.url)
  return page
}
async function faults(...rules: object[]): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  await fetch(`${demo.sandbox}/_sandbox/faults`, { method: 'PUT', headers, body: JSON.stringify(rules) })
}
/** Both go there, and wait until nothing is being read and what the other does is heard of. */
async function room(name: string): Promise<void> {
  for (const page of [ada, grace]) {
    await page.locator('.rooms').getByRole('link', { name }).click()
    await page.getByRole('heading', { name, level: 1 }).waitFor()
  }
  for (const page of [ada, grace]) await settled(page)
}
const settled = (page: Page): Promise<unknown> => page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)
const saved = (page: Page): Promise<void> => page.getByText('Everything is saved', { exact: true }).waitFor()
const message = (page: Page, text: string): Locator => page.locator('.message').filter({ hasText: text })
async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel('Message to general').fill(text)
  await page.keyboard.press('Enter')
}

test('a deal that one moves is in the other column on the screen of the other, once at every frame, and is marked there for a moment', async () => {
  await room('Deals')
  const card = grace.locator('[data-stage="discovery"] [data-deal]').first()
  const id = await card.getAttribute('data-deal')
  const at = `[data-deal="${id}"]`
  const looks = { column: { selector: at, around: 'data-stage' }, marked: { selector: at, around: 'data-news' } }
  const [hers, mine] = [await lookAtFrames(grace, looks), await lookAtFrames(ada, looks)]
  await card.locator('.deal-handle').focus()
  await grace.keyboard.press('Space')
  await grace.locator(`${at}[data-lifted="true"]`).waitFor()
  await grace.keyboard.press('ArrowRight')
  await grace.locator('[data-stage="qualification"][data-over="true"]').waitFor()
  await grace.keyboard.press('Space')
  await saved(grace)
  await ada.locator(`[data-stage="qualification"] ${at}`).waitFor()
  await ada.locator(`${at}[data-news="false"]`).waitFor()
  await Promise.all([settled(ada), settled(grace)])
  expect(await mine.read()).toEqual({ column: ['discovery', 'qualification'], marked: ['false', 'true', 'false'] })
  expect(await hers.read()).toEqual({ column: ['discovery', 'qualification'], marked: ['false'] })
})

test('a like and a comment of one are counted and read on the screen of the other', async () => {
  await room('Feed')
  const id = await grace.locator('[data-post]').nth(1).getAttribute('data-post')
  const post = (page: Page): Locator => page.locator(`[data-post="${id}"]`)
  for (const page of [ada, grace]) {
    await post(page)
      .getByRole('button', { name: /^Comments/ })
      .click()
    await post(page).locator('.comment').first().waitFor()
    await settled(page)
  }
  const frames = await lookAtFrames(ada, { likes: { selector: `[data-post="${id}"] [data-kind="like"]` } })
  const like = post(grace).locator('[data-kind="like"]')
  const before = Number(await like.textContent())
  const after = before + ((await like.getAttribute('aria-pressed')) === 'true' ? -1 : 1)
  const own = await post(ada).locator('[data-kind="like"]').getAttribute('aria-pressed')
  await like.click()
  await post(grace).getByLabel('Comment', { exact: true }).fill('I come along.')
  await grace.keyboard.press('Enter')
  await saved(grace)
  await post(ada).locator('.comment').filter({ hasText: 'I come along.' }).waitFor()
  await post(ada)
    .locator('[data-kind="like"]')
    .filter({ hasText: String(after) })
    .waitFor()
  await settled(ada)
  expect(await frames.read()).toEqual({ likes: [String(before), String(after)] })
  // Whose like it is, each sees for herself.
  expect(await post(ada).locator('[data-kind="like"]').getAttribute('aria-pressed')).toBe(own)
  expect(await post(ada).locator('.comment').filter({ hasText: 'I come along.' }).count()).toBe(1)
})

test('what one writes is seen while it is written and when it is said; what was refused can be sent again', async () => {
  await room('Team')
  for (const page of [ada, grace]) await page.locator('.talk[data-line="live"]').waitFor()
  await grace.getByLabel('Message to general').pressSequentially('Fog')
  await ada.getByText('Grace Hopper is writing…').waitFor()
  await say(grace, 'Fog over the pier.')
  await message(ada, 'Fog over the pier.').waitFor()
  await ada.getByText('Grace Hopper is writing…').waitFor({ state: 'detached' })

  await faults({ match: 'POST /v1/realtime/channels/*/messages', times: 1, fault: 'status=422' })
  const frames = await lookAtFrames(ada, { last: { selector: '.message:last-child', around: 'data-state' } })
  await say(ada, 'I bring the lamp.')
  const refused = message(ada, 'I bring the lamp.')
  await refused.getByText('Not sent').waitFor()
  expect(await message(grace, 'I bring the lamp.').count()).toBe(0)
  await refused.getByRole('button', { name: 'Try again' }).click()
  await message(grace, 'I bring the lamp.').waitFor()
  await ada.locator('.message[data-state="sent"]').filter({ hasText: 'I bring the lamp.' }).waitFor()
  for (const page of [ada, grace]) expect(await message(page, 'I bring the lamp.').count()).toBe(1)
  const { last = [] } = await frames.read()
  expect(last.slice(0, 3)).toEqual(['sent', 'sending', 'failed'])
  expect(last.at(-1)).toBe('sent')

  await faults({ match: 'POST /v1/realtime/channels/*/messages', times: 1, fault: 'status=422' })
  await say(ada, 'Never mind.')
  await message(ada, 'Never mind.').getByRole('button', { name: 'Discard' }).click()
  await message(ada, 'Never mind.').waitFor({ state: 'detached' })
  await saved(ada)
})

test('older messages come by scrolling up; while there is no socket the page says so, and messages are read', async () => {
  // Opened anew, a channel shows its latest fifty messages.
  await ada.reload()
  await ada.locator('.talk[data-line="live"]').waitFor()
  await message(ada, 'I bring the lamp.').waitFor()
  const first = message(ada, 'The gauge reads 05:00')
  expect(await first.count()).toBe(0)
  await ada.locator('.messages').evaluate((box) => {
    box.scrollTop = 0
  })
  await first.waitFor()

  await faults({ match: 'GET /v1/realtime/cable', fault: 'status=503' })
  await fetch(`${demo.sandbox}/_sandbox/sockets`, { method: 'DELETE' })
  await ada.getByText(/^Connecting…/).waitFor()
  await say(grace, 'Can you hear me?')
  await message(ada, 'Can you hear me?').waitFor({ timeout: LATER })
  await faults()
  for (const page of [ada, grace]) await page.locator('.talk[data-line="live"]').waitFor({ timeout: LATER })
  await ada.getByText(/^Connecting…/).waitFor({ state: 'detached' })
})

test('contacts are brought in step by work that both see running to its end, and stand in the list then', async () => {
  await room('Contacts')
  const looks = { status: { selector: '.sync', around: 'data-status' } }
  const [mine, hers] = [await lookAtFrames(ada, looks), await lookAtFrames(grace, looks)]
  await ada.getByRole('button', { name: 'Synchronise' }).click()
  for (const page of [ada, grace]) {
    await page.getByText('62 of 65 contacts').waitFor({ timeout: LATER })
    await page.getByText('3 left as they were').waitFor()
    await page.getByRole('button', { name: 'Remove Dorothy Vaughan' }).waitFor()
    await settled(page)
    const shown = await page.locator('[data-contact]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-contact')))
    const told = await ask(page, demo.sandbox, 'crm/contacts?per_page=12&sort=-created_at')
    expect(shown).toEqual(told.map((contact) => contact.id))
  }
  for (const frames of [mine, hers]) {
    const { status = [] } = await frames.read()
    expect([status[0], ...status.slice(-2)]).toEqual(['succeeded', 'running', 'succeeded'])
  }
})

test('who is here has a dot and a word for it, also beside what they wrote; when their page is closed it says so', async () => {
  await room('Team')
  const dot = ada.locator(`.roster [data-user="${demoUsers.grace.unique_id}"]`)
  await dot.getByText('Online').waitFor({ timeout: LATER })
  await grace.getByLabel('Your status').selectOption('busy')
  await dot.getByText('Busy').waitFor()
  await grace.context().close()
  await dot.getByText('Not here').waitFor({ timeout: LATER })
  expect(await dot.getAttribute('data-there')).toBe('offline')
})
