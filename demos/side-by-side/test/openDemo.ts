import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { build, preview } from 'vite'

/** The demo as built, a sandbox of its own behind it, and a browser before it. */
export interface OpenDemo {
  readonly browser: Browser
  readonly url: string
  readonly sandbox: string
  close(): Promise<void>
}

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Builds the demo, starts a sandbox on a free port with a fresh database, serves the page and opens a browser.
 *
 * @param pace milliseconds between two words of an answer
 * @param executablePath the browser; `npm test` names it as `CHROMIUM`
 *
 * @example
 * const demo = await openDemo({ pace: 15, executablePath: '/usr/bin/chromium' })
 */
export async function openDemo({ pace, executablePath }: { pace: number; executablePath: string }): Promise<OpenDemo> {
  const outDir = mkdtempSync(join(tmpdir(), 'side-by-side-'))
  const home = dirname(createRequire(import.meta.url).resolve('@blockstate/sandbox/package.json'))
  const args = ['--conditions=@blockstate/source', join(home, 'src/main.ts'), '--port', '0', '--file', ':memory:']
  const env = { ...process.env, NODE_NO_WARNINGS: '1', BLOCKSTATE_TOKEN_MS: String(pace) }
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env })
  const [said] = await once(child.stdout, 'data')
  const sandbox = /http:\/\/[^\s/]+/.exec(String(said))?.[0] ?? ''
  process.env['VITE_SANDBOX_URL'] = sandbox
  await build({ root, logLevel: 'warn', build: { outDir, emptyOutDir: true } })
  const server = await preview({ root, logLevel: 'warn', build: { outDir }, preview: { port: 0 } })
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
    ],
  })
  return {
    browser,
    url: server.resolvedUrls?.local[0] ?? '',
    sandbox,
    close: async () => {
      await browser.close()
      await server.close()
      child.kill()
      rmSync(outDir, { recursive: true })
    },
  }
}

/**
 * Signs Ada in and opens a fresh conversation with Harbour Pump 3.
 *
 * @example
 * await openTalk(page, demo.url)
 */
export async function openTalk(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.getByRole('button', { name: 'Ada' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Harbour Pump 3' }).click()
  await page.getByRole('button', { name: 'New conversation' }).click()
  await page.locator('[data-panel="plain"]').getByText('Nothing said yet.').waitFor()
}

/** Types the message and sends it with the keyboard. */
export async function ask(page: Page, message: string): Promise<void> {
  await page.getByLabel('Message', { exact: true }).fill(message)
  await page.keyboard.press('Enter')
}
