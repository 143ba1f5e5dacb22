import { fileURLToPath } from 'node:url'
import { openDemo } from '@blockstate/demo-stage/openDemo.ts'
import type { OpenDemo } from '@blockstate/demo-stage/openDemo.ts'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { ask } from './ask.ts'
import { lookAtFrames } from './frames.ts'

/** Slow, out of order, and some reads are turned away: what each test is played on. */
const BAD = [
  { match: '* /v1/**', fault: 'delay=80' },
  { match: '* /v1/**', probability: 0.5, fault: 'delay=450' },
  { match: 'GET /v1/**', probability: 0.1, fault: 'status=503; retry-after=1' },
]

let demo: OpenDemo
let page: Page

beforeAll(async () => {
  const root = fileURLToPath(new URL('..', import.meta.url))
  demo = await openDemo({ root, pace: 0, executablePath: process.env['CHROMIUM'] ?? '' })
})
afterAll(async () => demo.close())
beforeEach(async () => {
  const context = await demo.browser.newContext({ viewport: { width: 1440, height: 900 } })
  page = await context.newPage()
  await page.goto(demo.url)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('.contacts tbody tr').first().waitFor()
})
afterEach(async () => {
  await faults()
  await page.context().close()
})

async function faults(...rules: object[]): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  await fetch(`${demo.sandbox}/_sandbox/faults`, { method: 'PUT', headers, body: JSON.stringify(rules) })
}

/** Everything is through, and the bad day is over: what is compared with the server is asked for in peace. */
async function saved(): Promise<void> {
  await page.getByText('Everything is saved', { exact: true }).waitFor()
  await faults()
  await settled()
}
const refused = (): Promise<void> => page.getByText(/1 refused/).waitFor()
const room = (name: string): Promise<void> => page.getByRole('link', { name }).click()

/** Waits until nothing on the page is being read. */
const settled = (): Promise<unknown> => page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)

async function edit(row: Locator, kind: string, value: string): Promise<void> {
  await row.locator(`[data-kind="${kind}"] button`).click()
  await page.keyboard.type(value)
  await page.keyboard.press('Enter')
}

/** What the table shows, and what the server has, of the same page in the same order. */
async function contacts(): Promise<{ shown: string[]; told: string[] }> {
  const shown = await page
    .locator('.contacts tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => ['first', 'last', 'email'].map((kind) => row.querySelector(`[data-kind="${kind}"]`)?.textContent).join(' ')),
    )
  const list = await ask(page, demo.sandbox, 'crm/contacts?per_page=12&sort=-created_at')
  return { shown, told: list.map(({ attributes: { first_name, last_name, email } }) => `${first_name} ${last_name} ${email}`) }
}

test('an edit is shown at once, goes back when it is refused, and comes again with another try', async () => {
  const row = page.locator('.contacts tbody tr').first()
  const id = await row.getAttribute('data-contact')
  const [before = '', other = ''] = await row.locator('[data-kind="title"], [data-kind="email"]').allTextContents()
  await faults(...BAD, { match: 'PUT /v1/crm/contacts/*', times: 1, fault: 'status=500' })
  const at = `[data-contact="${id}"]`
  const frames = await lookAtFrames(page, {
    title: { selector: `${at} [data-kind="title"] .value` },
    email: { selector: `${at} [data-kind="email"] .value` },
    state: { selector: `${at} .row-state`, around: 'data-state' },
  })
  await edit(row, 'title', 'Harbour master')
  await refused()
  await row.getByRole('button', { name: 'Try again' }).click()
  await saved()
  const { shown, told } = await contacts()
  expect(shown).toEqual(told)
  const { title, email, state } = await frames.read()
  // While it is written the cell shows a field in place of its value.
  expect(title?.filter((value) => value !== '')).toEqual([before, 'Harbour master', before, 'Harbour master'])
  expect(email).toEqual([other])
  expect(state).toEqual(['saved', 'update', 'refused', 'update', 'saved'])
})

test('a contact that is added stands once in the list at every frame, and one that is removed comes back with Undo', async () => {
  await faults(...BAD)
  const frames = await lookAtFrames(page, {
    added: { selector: '[data-contact]:has([data-kind="last"] [aria-label*="Quayside"]) [data-kind="email"] .value' },
    removed: { selector: '[data-contact]:has([aria-label="Remove Joan Ellery"]) [data-kind="email"] .value' },
  })
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const card = page.getByRole('dialog')
  await card.getByLabel('First name').fill('Zoe')
  await card.getByLabel('Last name').fill('Quayside')
  await card.getByLabel('E-mail').fill('zoe@post.example')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Remove Zoe Quayside' }).waitFor()

  const remove = page.getByRole('button', { name: 'Remove Joan Ellery' })
  await remove.click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await remove.click()
  await saved()
  const { shown, told } = await contacts()
  expect(shown).toEqual(told)
  expect(await frames.read()).toEqual({
    added: ['', 'zoe@post.example'],
    removed: ['joan.ellery@post.example', '', 'joan.ellery@post.example', ''],
  })
})

test('a card that is moved with the keyboard is in one column at every frame, and goes back when the move is refused', async () => {
  await room('Deals')
  const card = page.locator('[data-stage="discovery"] [data-deal]').first()
  const id = await card.getAttribute('data-deal')
  await faults(...BAD, { match: 'PUT /v1/crm/opportunities/*', times: 1, fault: 'status=500' })
  const frames = await lookAtFrames(page, { column: { selector: `[data-deal="${id}"]`, around: 'data-stage' } })
  await card.locator('.deal-handle').focus()
  await page.keyboard.press('Space')
  await page.locator(`[data-deal="${id}"][data-lifted="true"]`).waitFor()
  await page.keyboard.press('ArrowRight')
  await page.locator('[data-stage="qualification"][data-over="true"]').waitFor()
  await page.keyboard.press('Space')
  await page.locator(`[data-stage="qualification"] [data-deal="${id}"] .deal-handle:focus`).waitFor()
  await refused()
  await page.locator(`[data-stage="discovery"] [data-deal="${id}"]`).getByRole('button', { name: 'Try again' }).click()
  await saved()
  const [sales] = await ask(page, demo.sandbox, 'crm/pipelines')
  for (const stage of ['discovery', 'qualification']) {
    const shown = await page
      .locator(`[data-stage="${stage}"] [data-deal]`)
      .evaluateAll((cards) => cards.map((one) => one.getAttribute('data-deal')))
    const told = await ask(page, demo.sandbox, `crm/opportunities?pipeline_id=${sales?.id}&stage=${stage}&sort=-value&per_page=20`)
    expect(shown).toEqual(told.map((deal) => deal.id))
  }
  expect((await frames.read())['column']).toEqual(['discovery', 'qualification', 'discovery', 'qualification'])
})

test('a like counts at once and once, and a comment is there before the server has it', async () => {
  await room('Feed')
  const post = page.locator('[data-post]').nth(1)
  const id = await post.getAttribute('data-post')
  const like = post.locator('[data-kind="like"]')
  const [count, liked] = [Number(await like.textContent()), (await like.getAttribute('aria-pressed')) === 'true']
  await post.getByRole('button', { name: /^Comments/ }).click()
  await settled()
  await faults(...BAD)
  const frames = await lookAtFrames(page, {
    likes: { selector: `[data-post="${id}"] [data-kind="like"]` },
    pressed: { selector: `[data-post="${id}"] [data-kind="like"]`, around: 'aria-pressed' },
    said: { selector: `[data-post="${id}"] .comment:first-child .said` },
  })
  const before = await post.locator('.comment .said').first().textContent()
  await like.click()
  await post.getByLabel('Comment', { exact: true }).fill('Bring a towel.')
  await page.keyboard.press('Enter')
  await saved()
  const list = await ask(page, demo.sandbox, 'content/posts?status=published&per_page=6&sort=-created_at')
  const told = list.find((one) => one.id === id)?.attributes
  expect(String(told?.['likes_count'])).toBe(await like.textContent())
  expect(await frames.read()).toEqual({
    likes: [String(count), String(count + (liked ? -1 : 1))],
    pressed: [String(liked), String(!liked)],
    said: [before, 'Bring a towel.'],
  })
})

test('files that are uploaded are listed once the server has them, and one that is refused says so and comes with another try', async () => {
  const asked = page.waitForRequest((request) => /\/files\/users\/[^/]+\/files\?/.test(request.url()))
  await room('Files')
  const listed = (await asked).url()
  await page.locator('[data-file]').first().waitFor()
  await settled()
  const names = ['berth-a.txt', 'berth-b.txt', 'berth-c.txt']
  // Refused, so that no second try helps by itself.
  await faults({ match: '* /v1/**', fault: 'delay=80' }, { match: 'POST /v1/files/**', times: 1, fault: 'status=422' })
  const bytes = names.map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(`Mooring plan of ${name}`) }))
  await page.getByLabel('Files to upload').setInputFiles(bytes)
  await page.locator('.uploads [data-status="failed"]').first().waitFor()
  await faults()
  await page.locator('.uploads').getByRole('button', { name: 'Try all again' }).click()
  for (const name of names) await page.getByRole('link', { name }).waitFor()
  await page.locator('.uploads').waitFor({ state: 'detached' })
  await settled()

  const row = page.locator('[data-file]').filter({ hasText: 'berth-b.txt' })
  const id = await row.getAttribute('data-file')
  await row.locator('.edit-text button').click()
  await page.keyboard.type('Where the ferries lie')
  await page.keyboard.press('Enter')
  await saved()
  await page.getByRole('button', { name: 'Remove berth-a.txt' }).click()
  await page.getByRole('link', { name: 'berth-a.txt' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: 'berth-a.txt' }).waitFor()

  await settled()

  const owner = /users\/([^/]+)\/files/.exec(listed)?.[1] ?? ''
  const told = await ask(page, demo.sandbox, `files/users/${owner}/files?per_page=20&sort=-created_at`)
  const shown = await page.locator('[data-file]').evaluateAll((rows) => rows.map((one) => one.getAttribute('data-file')))
  expect(shown).toEqual(told.map((file) => file.id))
  expect(told.find((file) => file.id === id)?.attributes['description']).toBe('Where the ferries lie')
  expect(told.filter(({ attributes }) => names.includes(String(attributes['original_name'])))).toHaveLength(3)
})

test('a large file goes in parts: what is cut or stopped goes on where it was', async () => {
  await room('Files')
  await page.locator('[data-file]').first().waitFor()
  await settled()
  const puts: string[] = []
  page.on('requestfinished', (request) => {
    const [, part] = /\/files\/parts\/.*\/(\d+)\?/.exec(request.url()) ?? []
    if (part !== undefined && request.method() === 'PUT') puts.push(part)
  })
  const third = /\/files\/parts\/.*\/3\?/
  await page.route(third, (route) => route.abort('connectionreset'))
  await page
    .getByLabel('Files to upload')
    .setInputFiles({ name: 'quay.mov', mimeType: 'video/quicktime', buffer: Buffer.alloc(20_000_000, 7) })
  const uploads = page.getByRole('region', { name: 'Uploads' })
  await uploads.locator('[data-status="failed"]').waitFor({ timeout: 30_000 })
  expect(puts).toEqual(['1', '2'])
  await page.unroute(third)
  await uploads.getByRole('button', { name: 'Try again', exact: true }).click()
  await uploads.waitFor({ state: 'detached' })
  expect(puts).toEqual(['1', '2', '3'])
  const href = await page.getByRole('link', { name: 'quay.mov' }).getAttribute('href')
  const bytes = await (await fetch(href ?? '')).arrayBuffer()
  expect([bytes.byteLength, new Set(new Uint8Array(bytes)).size]).toEqual([20_000_000, 1])
})
