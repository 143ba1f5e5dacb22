import { spawn } from 'node:child_process'
import { ROOT } from './root.ts'

/** How a command ended. */
export interface Ran {
  /** 0 is success; 127 where the command could not be started. */
  code: number
  stdout: string
  stderr: string
}

/** Where and how a command runs. */
export interface RunOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  /** Print what it prints, while it prints it. */
  show?: boolean
}

/** Runs a command to its end. Never rejects: how it ended is in the answer. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => {
      out.push(chunk)
      if (options.show) process.stdout.write(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      err.push(chunk)
      if (options.show) process.stderr.write(chunk)
    })
    const finish = (code: number, more = ''): void =>
      resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() + more })
    child.on('error', (error) => finish(127, error.message))
    child.on('close', (code) => finish(code ?? 1))
  })
}

/** The command with its arguments as one reads it, and both of its outputs, for a message. */
export function told(ran: Ran): string {
  return `${ran.stdout}${ran.stderr}`.trimEnd()
}
