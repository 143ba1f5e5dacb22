import { fileURLToPath } from 'node:url'
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDemo } from '@blockstate/demo-stage/openDemo.ts'
import type { OpenDemo } from '@blockstate/demo-stage/openDemo.ts'
import { ask, openTalk } from './openTalk.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const PANELS = ['react', 'vue', 'svelte', 'plain'] as const
/** The seeded secret of grace@example.com, who has MFA on (docs/sandbox.md). */
const GRACE = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const QUESTION = 'What do you know about maintenance?'

let demo: OpenDemo
let page: Page

beforeAll(async () => {
  demo = await openDemo({ root, pace: 12, executablePath: process.env['CHROMIUM'] ?? '' })
})
afterAll(async () => demo.close())
beforeEach(async () => {
  const context = await demo.browser.newContext({ viewport: { width: 1440, height: 900 } })
  page = await context.newPage()
})
afterEach(async () => {
  await fetch(`${demo.sandbox}/_sandbox/faults`, { method: 'DELETE' })
  await page.context().close()
})

/** What every panel shows: its rows' roles, states and texts. */
async function shown(): Promise<Record<string, string[]>> {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('[data-panel]')].map((panel) => [
        panel.getAttribute('data-panel'),
        [...panel.querySelectorAll('[data-message-key]')].map(
          (row) => `${row.getAttribute('data-role')} ${row.getAttribute('data-state')} ${row.querySelector('[data-text]')?.textContent}`,
        ),
      ]),
    ),
  )
}

const answer = (state: string): Promise<void> =>
  page.locator(`[data-panel="plain"] [data-role="assistant"][data-state="${state}"]`).last().waitFor()

/** Resolves when the messages have been read again and shown. */
async function nextList(): Promise<void> {
  const response = await page.waitForResponse((one) => one.request().method() === 'GET' && /\/messages\?/.test(one.url()))
  await response.finished()
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
}

/** Asks, and waits for the answer and for the list that then tells what the server calls both messages. */
async function talk(message: string): Promise<void> {
  const listed = nextList()
  await ask(page, message)
  await answer('done')
  await listed
}

async function faults(...rules: object[]): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  await fetch(`${demo.sandbox}/_sandbox/faults`, { method: 'PUT', headers, body: JSON.stringify(rules) })
}

const STREAM = 'POST /v1/jarvis/**/stream'

describe.each([
  ['standard framing', []],
  ["the seed's framing, without blank lines", [{ match: STREAM, fault: 'framing=line' }]],
])('with %s', (_, rules) => {
  test('four panels show the same text at every frame, and it grows word by word', async () => {
    await faults(...rules)
    await openTalk(page, demo.url)
    await page.evaluate((panels) => {
      // Looks after each frame has been rendered, at what a person then sees.
      const frames: string[][] = []
      const look = (): void => {
        requestAnimationFrame(() => {
          const channel = new MessageChannel()
          channel.port1.onmessage = () => {
            frames.push(
              panels.map((name) =>
                [...document.querySelectorAll(`[data-panel="${name}"] [data-text]`)].map((text) => text.textContent).join('\n'),
              ),
            )
            look()
          }
          channel.port2.postMessage(null)
        })
      }
      look()
      Object.assign(globalThis, { frames })
    }, PANELS)
    await ask(page, QUESTION)
    await answer('done')
    const frames = await page.evaluate(() => (globalThis as unknown as { frames: string[][] }).frames) // put there above
    expect(frames.filter((frame) => new Set(frame).size > 1)).toEqual([])
    const lengths = [...new Set(frames.map(([text = '']) => text.length))]
    // How many frames there are is the machine's affair; that there are several, each longer than the last, is ours.
    expect(lengths.length).toBeGreaterThan(4)
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b))
  })
})

test('rows that are said and done are not touched while an answer grows', async () => {
  await openTalk(page, demo.url)
  await talk('Who are you?')
  await page.evaluate(() => {
    const touched: string[] = []
    const old = new Set([...document.querySelectorAll('[data-message-key]')].map((row) => row.getAttribute('data-message-key')))
    const watcher = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const row = (target instanceof Element ? target : target.parentElement)?.closest('[data-message-key]')
        if (row && document.querySelector('[data-state="streaming"]') && old.has(row.getAttribute('data-message-key')))
          touched.push(row.outerHTML)
      }
    })
    for (const panel of document.querySelectorAll('[data-panel]')) {
      watcher.observe(panel, { subtree: true, childList: true, characterData: true, attributes: true })
    }
    Object.assign(globalThis, { touched })
  })
  await ask(page, QUESTION)
  await page.locator('[data-panel="plain"] [data-state="streaming"]').waitFor()
  await page.locator('[data-panel="plain"] [data-state="streaming"]').waitFor({ state: 'detached' })
  expect(await page.evaluate(() => (globalThis as unknown as { touched: string[] }).touched)).toEqual([]) // put there above
})

test('stop keeps the partial text in every panel', async () => {
  await openTalk(page, demo.url)
  await ask(page, QUESTION)
  await page.waitForFunction(
    () => (document.querySelector('[data-panel="plain"] [data-state="streaming"] [data-text]')?.textContent?.length ?? 0) > 60,
  )
  const listed = nextList()
  await page.locator('[data-panel="vue"]').getByRole('button', { name: 'Stop' }).click()
  await answer('stopped')
  const partial = await shown()
  for (const panel of PANELS) {
    expect(partial[panel]).toEqual([`user done ${QUESTION}`, expect.stringMatching(/^assistant stopped .{60,}/s)])
    expect(partial[panel]).toEqual(partial['react'])
  }
  // What the list tells afterwards does not put more words into its mouth.
  await listed
  expect(await shown()).toEqual(partial)
})

test('a connection lost in mid-answer shows as interrupted, and recovers without asking twice', async () => {
  const posts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/stream')) posts.push(request.url())
  })
  await openTalk(page, demo.url)
  await faults({ match: STREAM, fault: 'drop=12' })
  await ask(page, QUESTION)
  await answer('interrupted')
  for (const rows of Object.values(await shown())) expect(rows.at(-1)).toMatch(/^assistant interrupted ./)
  await answer('done')
  const recovered = await shown()
  expect(posts).toHaveLength(1)
  const token = await page.evaluate(() =>
    Object.values(localStorage)
      .map((entry) => JSON.parse(String(entry)).accessToken)
      .find(Boolean),
  )
  const list = await fetch(posts[0]?.replace(/\/stream$/, '') ?? '', { headers: { 'app-id': 'demo', authorization: `Bearer ${token}` } })
  const { data } = (await list.json()) as { data: { attributes: { role: string; content: string } }[] } // the API's own list
  expect(data.map(({ attributes }) => attributes.role)).toEqual(['user', 'assistant'])
  const words = (text: string | undefined): string => (text ?? '').replace(/[^\p{L}\p{N}]/gu, '')
  for (const panel of PANELS) {
    expect(recovered[panel]).toHaveLength(2)
    // Markdown's marks are not shown: letters and figures are compared.
    expect(words(recovered[panel]?.[1])).toBe(words(`assistant done ${data[1]?.attributes.content}`))
  }
})

test('a reload keeps the session and the place', async () => {
  await openTalk(page, demo.url)
  await ask(page, QUESTION)
  await answer('done')
  const before = await shown()
  await page.reload()
  await answer('done')
  expect(await shown()).toEqual(before)
  expect(await page.getByRole('button', { name: 'Sign in' }).count()).toBe(0)
})

test('coming back to the page shows what was said last, not what the browser kept', async () => {
  await openTalk(page, demo.url)
  await ask(page, QUESTION)
  await answer('done')
  const before = await shown()
  await page.goto('about:blank')
  await page.goBack()
  await answer('done')
  expect(await shown()).toEqual(before)
})

test('an account with MFA is asked for its code, and a wrong one may be corrected', async () => {
  await page.goto(demo.url)
  await page.getByRole('button', { name: 'Grace' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  const code = page.getByLabel('Code')
  await code.fill('000000')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  await code.fill(new TOTP({ secret: Secret.fromBase32(GRACE) }).generate())
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('eyJ')
})

test('a token whose renewal is answered 503 signs nobody out', async () => {
  await openTalk(page, demo.url)
  await faults(
    { match: 'POST /v1/auth/refresh', times: 1, fault: 'status=503' },
    { match: 'GET /v1/jarvis/**', times: 1, fault: 'status=401' },
  )
  const refused = page.waitForResponse((response) => response.url().endsWith('/auth/refresh') && response.status() === 503)
  await page.getByRole('link', { name: 'Kestrel House' }).click()
  await refused
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Kestrel House' }).waitFor()
  expect(await page.getByRole('button', { name: 'Sign in' }).count()).toBe(0)
})
