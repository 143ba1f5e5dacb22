import { spawn, type ChildProcess } from 'node:child_process'

/** A server to run beside others: how it starts, and where it answers once it is up. */
export interface Service {
  name: string
  command: string
  args: readonly string[]
  cwd: string
  env: Readonly<Record<string, string>>
  url: string
}

/** Servers that are up. */
export interface Serving {
  /** Ends with the name and the last words of the first that dies by itself. */
  died: Promise<string>
  /** Stops them all, and waits until they are gone. */
  stop: () => Promise<void>
}

interface Running {
  child: ChildProcess
  died: Promise<string>
}

/**
 * Starts servers and waits until each of them answers.
 *
 * @throws with the last words of one that dies or stays silent for `patience` milliseconds; none is left behind.
 */
export async function serve(services: readonly Service[], patience = 60_000): Promise<Serving> {
  const running = services.map(launch)
  const died = Promise.race(running.map((one) => one.died))
  const stop = async (): Promise<void> => {
    await Promise.all(running.map(({ child }) => end(child)))
  }
  try {
    for (const service of services) await Promise.race([answers(service, patience), died.then(fail)])
  } catch (error) {
    await stop()
    throw error
  }
  return { died, stop }
}

function launch({ name, command, args, cwd, env }: Service): Running {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let last = ''
  const hear = (chunk: Buffer): void => {
    last = (last + chunk.toString()).slice(-4_000)
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', (chunk: Buffer) => {
    hear(chunk)
    process.stderr.write(chunk)
  })
  const died = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`${name} could not start: ${error.message}`))
    child.once('close', (code, signal) => resolve(`${name} ended (${signal ?? `exit code ${code}`}):\n${last.trim()}`))
  })
  return { child, died }
}

async function answers({ name, url }: Service, patience: number): Promise<void> {
  const until = Date.now() + patience
  while (Date.now() < until) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) })
      await response.body?.cancel()
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  throw new Error(`${name} did not answer at ${url} within ${patience / 1000} s.`)
}

function fail(words: string): never {
  throw new Error(words)
}

/** Asks first; a server that has not gone after five seconds is not asked again. */
function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve()
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), 5_000)
    child.once('exit', () => {
      clearTimeout(force)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
