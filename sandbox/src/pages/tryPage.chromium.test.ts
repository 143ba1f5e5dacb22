import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { CHROMIUM_ARGS } from '../../../scripts/chromium.ts'
import { createSandbox } from '../createSandbox.ts'
import { listen } from '../testing/listen.ts'
import type { Listening } from '../testing/listen.ts'

const sandbox = createSandbox()
let browser: Browser
let server: Listening

beforeAll(async () => {
  server = await listen(sandbox)
  browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '', args: [...CHROMIUM_ARGS] })
})
afterAll(async () => {
  await browser.close()
  server.close()
  sandbox.close()
})

async function open(path: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  onTestFinished(() => page.close())
  const wrong: string[] = []
  page.on('pageerror', ({ message }) => wrong.push(message))
  onTestFinished(() => expect(wrong).toEqual([]))
  await page.goto(server.origin + path)
  return page
}

const sent = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'Send' }).press('Enter')
  const state = page.getByRole('status')
  await state.filter({ hasText: /^\d{3} / }).waitFor()
  return (await state.textContent()) ?? ''
}

/** Takes the first of the ids that are proposed for a parameter. */
async function propose(page: Page, parameter: string): Promise<void> {
  await page.locator(`#path-${parameter}`).focus()
  const proposed = page.locator(`#path-${parameter}-ids option`).first()
  await proposed.waitFor({ state: 'attached' })
  await page.locator(`#path-${parameter}`).fill((await proposed.getAttribute('value')) ?? '')
}

test('a list is asked for with a query, and its answer is shown', async () => {
  const page = await open('/_sandbox/try/crm/list_contacts')
  await page.getByLabel('per_page').fill('2')
  await page.getByLabel('filter').fill('{ "status": "active" }')
  expect(await sent(page)).toMatch(/^200 OK/)
  const request = await page.getByRole('region', { name: 'Request' }).locator('pre').textContent()
  expect(request).toContain('GET /v1/crm/contacts?per_page=2&filter%5Bstatus%5D=active\n')
  expect(request).toContain('authorization: Bearer …')
  const answer = JSON.parse((await page.locator('#answer').textContent()) ?? '') as { data: unknown[] }
  expect(answer.data).toHaveLength(2)
})

test('an id is proposed from what the block lists, and a record is changed by it', async () => {
  const page = await open('/_sandbox/try/crm/update_contact')
  await propose(page, 'id')
  await page.locator('#body-title').fill('Harbour master')
  await page.locator('#body-tags').fill('north\nsouth')
  expect(await sent(page)).toMatch(/^200 OK/)
  const answer = JSON.parse((await page.locator('#answer').textContent()) ?? '') as { data: { attributes: object } }
  expect(answer.data.attributes).toMatchObject({ title: 'Harbour master', tags: ['north', 'south'] })
})

test('a record is created; one that is refused says so at the fields that are wrong', async () => {
  const page = await open('/_sandbox/try/crm/create_contact')
  await page.locator('#body-first_name').fill('Ines')
  await page.locator('#body-email').fill('not an address')
  expect(await sent(page)).toMatch(/^422 /)
  const email = page.locator('#body-email')
  expect(await email.getAttribute('aria-invalid')).toBe('true')
  expect(await page.locator('#body-email-bad').textContent()).toBe('email must be an e-mail address')
  // The first field that is wrong has the focus.
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('body-last_name')
  expect(await page.locator('.error').count()).toBe(2)

  await email.fill('ines@example.com')
  await page.locator('#body-last_name').fill('Alves')
  expect(await sent(page)).toMatch(/^201 /)
  expect(await email.getAttribute('aria-invalid')).toBeNull()
  expect(await page.locator('.error').count()).toBe(0)
  expect(await page.locator('#answer').textContent()).toContain('"email": "ines@example.com"')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})

test('a file is sent as a form, nobody is refused, and a stream is shown as it is', async () => {
  const upload = await open('/_sandbox/try/files/upload_file')
  await upload.locator('#body-file').setInputFiles({ name: 'hello.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') })
  expect(await sent(upload)).toMatch(/^201 /)
  expect(await upload.locator('#request').textContent()).toContain('file: hello.txt, 5 bytes')

  await upload.locator('#who').selectOption('nobody')
  expect(await sent(upload)).toMatch(/^401 /)

  const stream = await open('/_sandbox/try/jarvis/stream_entity_message')
  await propose(stream, 'id')
  // What lies below a record is listed as soon as the record is known.
  await propose(stream, 'conv_id')
  await stream.locator('#body-content').fill('How often is the bearing greased?')
  expect(await sent(stream)).toMatch(/^200 OK/)
  expect(await stream.locator('#answer').textContent()).toMatch(/^data: \{"type":"token".*"type":"done"/s)
})
