import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { carriedChromium, playwrightInstall } from './chromium-install.ts'
import { systemChromium } from './chromium-system.ts'

/** What a browser is started with: as root, without a profile of its own, and without calling home. */
export const CHROMIUM_ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
]

/** One way to come by a Chromium: executables worth trying, best first. */
export interface Way {
  name: string
  find: () => string[] | Promise<string[]>
}

/** In order: what the user names, what the machine has, Playwright's, an installation of our own. */
export const WAYS: readonly Way[] = [
  { name: 'CHROME_PATH or CHROMIUM_PATH', find: () => named(process.env) },
  { name: 'a Chrome, Chromium or Edge on this machine', find: () => systemChromium() },
  { name: "Playwright's own copy", find: playwrightCopy },
  { name: "Playwright's download", find: async () => ((await playwrightInstall()) ? playwrightCopy() : []) },
  { name: 'the npm package that carries one (Linux)', find: carriedChromium },
]

/**
 * The executable of a Chromium that starts.
 *
 * @throws one line that names what was tried, where nothing works.
 */
export async function findChromium(ways: readonly Way[] = WAYS): Promise<string> {
  const tried: string[] = []
  for (const way of ways) {
    const candidates = await way.find()
    for (const path of candidates) if (await starts(path)) return path
    tried.push(candidates.length === 0 ? way.name : `${way.name} (${candidates.join(', ')} did not start)`)
  }
  throw new Error(`No Chromium found. Tried: ${tried.join('; ')}. Set CHROME_PATH to the executable of a Chrome or Chromium.`)
}

/** What the user names in the environment. */
export function named(env: NodeJS.ProcessEnv): string[] {
  return [env['CHROME_PATH'] ?? '', env['CHROMIUM_PATH'] ?? ''].filter((path) => path !== '')
}

function playwrightCopy(): string[] {
  const path = chromium.executablePath()
  return existsSync(path) ? [path] : []
}

async function starts(executablePath: string): Promise<boolean> {
  try {
    const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS], timeout: 30_000 })
    await browser.close()
    return true
  } catch {
    return false
  }
}
