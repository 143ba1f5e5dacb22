import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { build, preview } from 'vite'

/** The demo as built, a sandbox of its own behind it, and a browser before it. */
export interface OpenDemo {
  readonly browser: Browser
  readonly url: string
  readonly sandbox: string
  close(): Promise<void>
}

/**
 * Builds the demo, starts a sandbox on a free port with a fresh database, serves the page and opens a browser.
 *
 * @param root the demo's folder
 * @param pace milliseconds between two words of an answer
 * @param executablePath the browser; `npm test` names it as `CHROMIUM`
 *
 * @example
 * const demo = await openDemo({ root, pace: 15, executablePath: '/usr/bin/chromium' })
 */
export async function openDemo({ root, pace, executablePath }: { root: string; pace: number; executablePath: string }): Promise<OpenDemo> {
  const outDir = mkdtempSync(join(tmpdir(), 'blockstate-demo-'))
  const home = dirname(createRequire(import.meta.url).resolve('@blockstate/sandbox/package.json'))
  const args = ['--conditions=@blockstate/source', join(home, 'src/main.ts'), '--port', '0', '--file', ':memory:']
  const env = { ...process.env, NODE_NO_WARNINGS: '1', BLOCKSTATE_TOKEN_MS: String(pace) }
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env })
  const [said] = await once(child.stdout, 'data')
  const sandbox = /http:\/\/[^\s/]+/.exec(String(said))?.[0] ?? ''
  process.env['VITE_SANDBOX_URL'] = sandbox
  await buildPage(root, outDir)
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

/** A test runner's own NODE_ENV would make a page for its developers. */
async function buildPage(root: string, outDir: string): Promise<void> {
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  try {
    await build({ root, logLevel: 'warn', build: { outDir, emptyOutDir: true } })
  } finally {
    if (before === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = before
  }
}
