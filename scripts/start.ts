import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { freePort } from './port.ts'
import { ROOT } from './root.ts'
import { serve, type Service } from './serve.ts'

const DEMO = `${ROOT}demos/side-by-side`

const sandboxPort = await freePort(4023)
const sandboxUrl = `http://localhost:${sandboxPort}`
const demoPort = await freePort(5173)
const demoUrl = `http://localhost:${demoPort}`

const sandbox: Service = {
  name: 'The sandbox',
  command: process.execPath,
  args: ['--conditions=@blockstate/source', 'sandbox/src/main.ts', '--port', String(sandboxPort)],
  cwd: ROOT,
  env: { NODE_NO_WARNINGS: '1' },
  url: sandboxUrl,
}

const demo: Service = {
  name: 'The demo',
  command: process.execPath,
  args: [
    join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js'),
    '--port',
    String(demoPort),
    '--strictPort',
  ],
  cwd: DEMO,
  env: { VITE_SANDBOX_URL: sandboxUrl },
  url: demoUrl,
}

/** Both also get a terminal's Ctrl-C by themselves; asked twice, they still stop once. */
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
  Demo      ${demoUrl}
  Sandbox   ${sandboxUrl}

  Sign in   ada@example.com
  Password  correct horse battery

  Ctrl-C stops both.
`)
  const death = await Promise.race([serving.died, interrupted])
  await serving.stop()
  if (death !== null) throw new Error(death)
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
