import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { build, preview } from 'vite'

// Makes docs/picture.png: the page as built, against a sandbox of its own, in the middle of an answer.

const root = fileURLToPath(new URL('..', import.meta.url))
const picture = fileURLToPath(new URL('../../../docs/picture.png', import.meta.url))
const outDir = mkdtempSync(join(tmpdir(), 'side-by-side-'))

const sandboxHome = dirname(fileURLToPath(import.meta.resolve('@blockstate/sandbox/package.json')))
const sandboxArgs = ['--conditions=@blockstate/source', join(sandboxHome, 'src/main.ts'), '--port', '0', '--file', ':memory:']
const sandbox = spawn(process.execPath, sandboxArgs, {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, NODE_NO_WARNINGS: '1' },
})

try {
  const [said] = await once(sandbox.stdout, 'data')
  process.env['VITE_SANDBOX_URL'] = /http:\/\/\S+/.exec(String(said))?.[0]
  await build({ root, logLevel: 'warn', build: { outDir, emptyOutDir: true } })
  const page = await preview({ root, logLevel: 'warn', build: { outDir }, preview: { port: 0 } })
  try {
    await take(page.resolvedUrls?.local[0] ?? '')
  } finally {
    await page.close()
  }
} finally {
  sandbox.kill()
  rmSync(outDir, { recursive: true })
}

async function take(url: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 800 }, colorScheme: 'light' })
    await page.goto(url)
    await page.getByRole('button', { name: 'Ada' }).click()
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('link', { name: 'Harbour Pump 3' }).click()
    const plain = page.locator('[data-panel="plain"]')
    await plain.locator('[data-role="assistant"]').last().waitFor()
    await page.getByLabel('Message', { exact: true }).fill('What do you know about maintenance?')
    await page.keyboard.press('Enter')
    await page.waitForFunction(
      () => (document.querySelector('[data-panel="plain"] [data-state="streaming"]')?.textContent?.length ?? 0) > 280,
    )
    await page.screenshot({ path: picture })
    console.log(`Made ${picture}`)
  } finally {
    await browser.close()
  }
}
