import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ROOT } from './root.ts'
import { run } from './run.ts'

const HOME = `${ROOT}node_modules/.cache/chromium`

/** This version started with the playwright-core we lock. */
const CARRIED = '@sparticuz/chromium@153.0.0'

/** Lets Playwright download its Chromium into its own cache. Answers whether it did. */
export async function playwrightInstall(): Promise<boolean> {
  console.error('No Chromium on this machine yet: installing one ...')
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js')
  const ran = await run(process.execPath, [cli, 'install', 'chromium'], { env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' } })
  return ran.code === 0
}

/** Installs the npm package that carries a compressed Chromium for Linux and unpacks it beside itself. Empty where that fails. */
export async function carriedChromium(): Promise<string[]> {
  if (process.platform !== 'linux') return []
  const executable = `${HOME}/chromium`
  // The libraries are unpacked last: where they are, the browser is whole.
  if (!existsSync(`${HOME}/al2023/lib`)) {
    rmSync(HOME, { recursive: true, force: true })
    mkdirSync(HOME, { recursive: true })
    const installed = await run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', HOME, CARRIED], { cwd: HOME })
    if (installed.code !== 0) return []
    // The package unpacks into the temporary folder, so the folder is ours for the moment.
    const unpacked = await run(process.execPath, ['--input-type=module', '--eval', UNPACK], { cwd: HOME, env: { TMPDIR: HOME } })
    if (unpacked.code !== 0) return []
  }
  return [executable, withItsLibraries(executable)]
}

const UNPACK = `
import chromium, { inflate } from '@sparticuz/chromium'
import { fileURLToPath } from 'node:url'
await chromium.executablePath()
await inflate(fileURLToPath(new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium'))))
`

/** The same browser on the libraries the package carries, for machines without libnss3 and its kin. */
function withItsLibraries(executable: string): string {
  const wrapper = `${HOME}/chromium-with-libraries`
  writeFileSync(wrapper, `#!/bin/sh\nLD_LIBRARY_PATH='${HOME}/al2023/lib' exec '${executable}' "$@"\n`, { mode: 0o755 })
  return wrapper
}
