import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { freePort } from './port.ts'
import { ROOT } from './root.ts'
import { serve, type Service } from './serve.ts'

const sandboxPort = await freePort(4023)
const sandboxUrl = `http://localhost:${sandboxPort}`
const sandbox: Service = {
  name: 'The sandbox',
  command: process.execPath,
  args: ['--conditions=@blockstate/source', 'sandbox/src/main.ts', '--port', String(sandboxPort)],
  cwd: ROOT,
  env: { NODE_NO_WARNINGS: '1' },
  url: sandboxUrl,
}

const demo = await page('The demo', 'side-by-side', 5173)
const office = await page('The back office', 'back-office', 5174)
const chat = await page('The chat', 'chat', 5175)

/** All also get a terminal's Ctrl-C by themselves; asked twice, they still stop once. */
const interrupted = new Promise<null>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(null))
})

try {
  const starting = serve([sandbox, demo])
  const serving = await Promise.race([starting, interrupted])
  if (serving === null) {
    await starting.then(
      (late) => late.stop(),
      () => {},
    )
    process.exit(0)
  }
  console.log(`
  Demo         ${demo.url}
  Back office  ${office.url}
  Chat         ${chat.url}
  Sandbox      ${sandboxUrl}

  Sign in      ada@example.com
  Password     correct horse battery

  Ctrl-C stops them all.
`)
  // Not before the first is there: on a small machine each would keep the other waiting.
  const later = serve([office, chat])
  const late = later.then(
    ({ died }) => died,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  const death = await Promise.race([serving.died, late, interrupted])
  await serving.stop()
  await later.then(
    ({ stop }) => stop(),
    () => {}, // told above
  )
  if (death !== null) throw new Error(death)
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

/** A demo's page as its developer sees it, on the port it likes or a free one. */
async function page(name: string, folder: string, preferred: number): Promise<Service> {
  const port = await freePort(preferred)
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
  return {
    name,
    command: process.execPath,
    args: [vite, '--port', String(port), '--strictPort'],
    cwd: `${ROOT}demos/${folder}`,
    env: { VITE_SANDBOX_URL: sandboxUrl },
    url: `http://localhost:${port}`,
  }
}
