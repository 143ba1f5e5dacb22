import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { demoPassword, demoUsers } from './seed/seedUsers.ts'
import { readAnswer } from './testing/virtualSandbox.ts'

const main = fileURLToPath(new URL('main.ts', import.meta.url))
const started: ChildProcess[] = []
const folders: string[] = []

afterEach(() => {
  for (const process of started.splice(0)) process.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'blockstate-'))
  folders.push(folder)
  return join(folder, 'data.sqlite')
}

/** Starts the command; answers where it listens once it says so. */
async function start(...args: string[]): Promise<{ origin: string; process: ChildProcess }> {
  const process = spawn(
    'node',
    ['--conditions=@blockstate/source', '--disable-warning=ExperimentalWarning', main, '--port', '0', ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  started.push(process)
  let said = ''
  process.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()))
  const listening = new Promise<string>((resolve, reject) => {
    process.stdout?.on('data', (bytes: Buffer) => {
      const origin = /at (http:\/\/localhost:\d+)/.exec((said += bytes.toString()))?.[1]
      if (origin !== undefined) resolve(origin.replace('localhost', '127.0.0.1'))
    })
    process.once('exit', (code) => reject(new Error(`exited with ${code}: ${said}`)))
  })
  return { origin: await listening, process }
}

const login = (origin: string): Promise<Response> =>
  fetch(`${origin}/v1/auth/login`, {
    method: 'POST',
    headers: { 'app-id': 'demo', 'content-type': 'application/json' },
    body: JSON.stringify({ email: demoUsers.ada.email, password: demoPassword }),
  })

test('the command serves over a socket, stops on SIGINT, and finds its data again', async () => {
  const file = newFile()
  const first = await start('--file', file)
  const session = await readAnswer(await login(first.origin))
  expect(session.status).toBe(200)
  first.process.kill('SIGINT')
  expect(await once(first.process, 'exit')).toEqual([0, null])
  const second = await start('--file', file)
  const profile = await fetch(`${second.origin}/v1/auth/profile`, {
    headers: { 'app-id': 'demo', authorization: `Bearer ${session.told('data.attributes.access_token')}` },
  })
  expect(profile.status).toBe(200)
}, 30_000)

test('the clock stands as wrong as asked for, in what it answers', async () => {
  const { origin } = await start('--file', ':memory:', '--skew=-86400')
  const told = Date.parse((await login(origin)).headers.get('date') ?? '')
  expect(Math.abs(Date.now() - 86_400_000 - told)).toBeLessThan(60_000)
}, 30_000)

test('a stream that is open does not keep the command from stopping', async () => {
  const { origin, process } = await start('--file', ':memory:')
  const response = await fetch(`${origin}/_sandbox/requests`)
  await response.body?.getReader().read()
  process.kill('SIGTERM')
  expect(await once(process, 'exit')).toEqual([0, null])
}, 30_000)

test('a socket that is open is told of the stop, and does not keep the command from it', async () => {
  const { origin, process } = await start('--file', ':memory:')
  const session = await readAnswer(await login(origin))
  const headers = { 'app-id': 'demo', authorization: `Bearer ${session.told('data.attributes.access_token')}` }
  const opened = await readAnswer(await fetch(`${origin}/v1/realtime/ws_tokens`, { method: 'POST', headers }))
  const address = `${opened.told('data.attributes.ws_url')}?token=${opened.told('data.attributes.token')}&app_id=demo`
  const socket = new WebSocket(address, 'actioncable-v1-json')
  const frames: string[] = []
  socket.onmessage = ({ data }) => {
    frames.push(String(data))
    if (frames.length === 1) process.kill('SIGTERM')
  }
  expect(await once(process, 'exit')).toEqual([0, null])
  expect(frames).toEqual(['{"type":"welcome"}', '{"type":"disconnect","reason":"server_restart","reconnect":true}'])
}, 30_000)

test('a dropped connection is a broken one for the client', async () => {
  const { origin } = await start('--file', ':memory:')
  const dropped = fetch(`${origin}/v1/auth/api-keys`, { headers: { 'app-id': 'demo', 'x-sandbox-fault': 'drop=0' } })
  // Refusals are no streams: the fault strikes answers of handlers only.
  expect((await dropped).status).toBe(401)
  const cut = fetch(`${origin}/v1/auth/magic-link`, {
    method: 'POST',
    headers: { 'app-id': 'demo', 'content-type': 'application/json', 'x-sandbox-fault': 'drop=0' },
    body: JSON.stringify({ email: demoUsers.ada.email }),
  })
  await expect(cut.then((response) => response.text())).rejects.toThrow(/terminated|fetch failed/)
}, 30_000)

test.each([
  ['--port', "--port must be a number from 0 to 65535, not 'x'"],
  ['--skew', "--skew must be a number of seconds, not 'x'"],
])(
  '%s x is refused in a sentence',
  async (option, sentence) => {
    const process = spawn('node', ['--conditions=@blockstate/source', main, option, 'x'], { stdio: ['ignore', 'ignore', 'pipe'] })
    started.push(process)
    let said = ''
    process.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()))
    expect(await once(process, 'close')).toEqual([2, null])
    expect(said).toContain(sentence)
  },
  30_000,
)
