import { fileURLToPath } from 'node:url'
import { openDemo } from '@blockstate/demo-stage/openDemo.ts'
import type { OpenDemo } from '@blockstate/demo-stage/openDemo.ts'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ask, openChat } from './openChat.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const QUESTION = 'What do you know about maintenance?'
const EDITED = 'How often is the bearing greased?'

let demo: OpenDemo
let page: Page

beforeAll(async () => {
  demo = await openDemo({ root, pace: 20, executablePath: process.env['CHROMIUM'] ?? '' })
})
afterAll(async () => demo.close())
beforeEach(async () => {
  const context = await demo.browser.newContext({ viewport: { width: 1280, height: 800 } })
  page = await context.newPage()
})
afterEach(async () => page.context().close())

/** What is shown: each row's role, state and text. */
const rows = (): Promise<string[]> =>
  page
    .locator('[data-message-key]')
    .evaluateAll((shown) =>
      shown.map(
        (row) => `${row.getAttribute('data-role')} ${row.getAttribute('data-state')} ${row.querySelector('[data-text]')?.textContent}`,
      ),
    )
const answer = (state: string): Promise<void> => page.locator(`[data-role="assistant"][data-state="${state}"]`).last().waitFor()
const longerThan = async (length: number): Promise<number> => {
  const shown = await page.waitForFunction((least) => {
    const said = document.querySelector('[data-state="streaming"] [data-text]')?.textContent?.length ?? 0
    return said > least ? said : false
  }, length)
  return Number(await shown.jsonValue())
}

describe.each(['React', 'Vue', 'Svelte'])('in %s', (framework) => {
  test('a conversation is opened, begun, streamed, stopped, asked differently, and there after a reload', async () => {
    await openChat(page, demo.url, framework)
    await page.getByRole('link', { name: /Storm season/ }).click()
    await page.getByRole('button', { name: 'Load older' }).waitFor()
    expect(await rows()).toHaveLength(50)

    await page.getByRole('button', { name: 'New conversation' }).click()
    await page.getByText('Nothing said yet.').waitFor()
    await ask(page, QUESTION)
    const early = await longerThan(20)
    const later = await longerThan(early + 20)
    expect(later).toBeGreaterThan(early)
    await page.locator('[aria-current]', { hasText: QUESTION }).waitFor()
    await page.getByRole('button', { name: 'Stop' }).click()
    await answer('stopped')
    const stopped = await rows()
    expect(stopped).toEqual([`user done ${QUESTION}`, expect.stringMatching(/^assistant stopped .{20,}/s)])

    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    const edit = page.getByLabel('Edit your message')
    expect(await edit.inputValue()).toBe(QUESTION)
    await edit.fill(EDITED)
    await page.keyboard.press('Enter')
    await answer('done')
    await page.getByRole('button', { name: 'Answer again' }).waitFor()
    const edited = await rows()
    expect(edited).toEqual([`user done ${EDITED}`, expect.stringMatching(/^assistant done .{20,}/s)])

    await page.getByLabel('Message', { exact: true }).fill('Not sent yet')
    await page.reload()
    await answer('done')
    expect(await rows()).toEqual(edited)
    expect(await page.getByLabel('Message', { exact: true }).inputValue()).toBe('Not sent yet')
    expect(await page.locator('.frame').getAttribute('data-framework')).toBe(framework.toLowerCase())
  })

  test('a conversation takes another title, is put away and brought back; on a phone list and conversation are two screens, and Back works', async () => {
    await openChat(page, demo.url, framework)
    const row = page.locator('[data-conversation]').filter({ hasText: /Which grease|Named in/ })
    await row.getByRole('button', { name: /^Rename/ }).click()
    await page.getByLabel('Title', { exact: true }).fill(`Named in ${framework}`)
    await page.keyboard.press('Enter')
    const link = page.getByRole('link', { name: `Named in ${framework}` })
    await link.waitFor()
    await page.getByRole('button', { name: `Archive Named in ${framework}` }).click()
    await link.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Archived', exact: true }).click()
    await page.getByRole('button', { name: `Restore Named in ${framework}` }).click()
    await page.getByRole('button', { name: 'Current', exact: true }).click()
    await link.waitFor()
    expect(await page.getByRole('button', { name: `Archive Named in ${framework}` }).count()).toBe(1)

    await page.setViewportSize({ width: 390, height: 844 })
    const message = page.getByLabel('Message', { exact: true })
    expect(await message.isVisible()).toBe(false)
    await link.click()
    await message.waitFor()
    expect(await link.isVisible()).toBe(false)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await page.goBack()
    await link.waitFor()
  })
})

test('what is said during an answer waits for its turn, and can be taken back', async () => {
  await openChat(page, demo.url, 'React')
  await page.getByRole('button', { name: 'New conversation' }).click()
  await ask(page, QUESTION)
  await longerThan(10)
  await ask(page, 'And then?')
  await page.getByText('Waits for its turn').waitFor()
  await page.getByRole('button', { name: 'Take back' }).click()
  await page.getByText('Waits for its turn').waitFor({ state: 'detached' })
  await answer('done')
  expect(await rows()).toHaveLength(2)
  await page.locator('.sources').waitFor()
})
