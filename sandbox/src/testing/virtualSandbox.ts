import { exportJWK, generateKeyPair } from 'jose'
import type { JWK } from 'jose'
import { createSandbox } from '../createSandbox.ts'
import type { Sandbox, SandboxOptions } from '../createSandbox.ts'

/** An answer, read to its end. */
export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly body: string
  /** The parsed body; `undefined` where it is empty or no JSON. */
  readonly json: unknown
  /** What stands at a dotted path in the JSON. */
  at(path: string): unknown
  /** The same where it must be text; throws otherwise. */
  told(path: string): string
}

export interface CallOptions {
  /** Sent as JSON; a string and a form go out as they are. */
  readonly body?: unknown
  readonly token?: string
  /** `demo` unless said; `null` sends none. */
  readonly appId?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

/** A sandbox whose clock the test owns. */
export interface VirtualSandbox {
  readonly sandbox: Sandbox
  /** What the sandbox reported as its own mistakes. */
  readonly reported: readonly unknown[]
  now(): number
  /** Moves the clock: timers that fall due on the way run, in order; nothing else has its turn. */
  advance(ms: number): void
  request(method: string, path: string, options?: CallOptions): Request
  call(method: string, path: string, options?: CallOptions): Promise<Answered>
}

/**
 * Opens a sandbox on a virtual clock (it starts at 2026-01-01T00:00:00Z), answers checked against the declarations. Pauses move the clock
 * and take no time. Paths without a host go to `http://sandbox.test`.
 *
 * @example
 * const { call, advance } = virtualSandbox({ signingKey })
 * const answer = await call('POST', '/v1/auth/login', { body: { email, password } })
 */
export function virtualSandbox(options: SandboxOptions = {}): VirtualSandbox {
  let time = Date.parse('2026-01-01T00:00:00Z')
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()
  const advance = (ms: number): void => {
    const end = time + ms
    for (;;) {
      const [next] = [...timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)
      if (next === undefined) break
      timers.delete(next)
      time = Math.max(time, next.at)
      next.run()
    }
    time = end
  }
  const reported: unknown[] = []
  const sandbox = createSandbox({
    now: () => time,
    pause: async (ms) => advance(ms),
    after: (ms, run) => {
      const timer = { at: time + ms, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    checkAnswers: true,
    report: (error) => reported.push(error),
    ...options,
  })
  const request: VirtualSandbox['request'] = (method, path, { body, token, appId = 'demo', headers = {} } = {}) => {
    const sent = new Headers(headers)
    if (appId !== null) sent.set('app-id', appId)
    if (token !== undefined) sent.set('authorization', `Bearer ${token}`)
    const form = body instanceof FormData ? body : undefined
    if (body !== undefined && form === undefined && !sent.has('content-type')) sent.set('content-type', 'application/json')
    const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body)
    const init: RequestInit = { method, headers: sent, body: form ?? text }
    return new Request(new URL(path, 'http://sandbox.test'), init)
  }
  return {
    sandbox,
    reported,
    now: () => time,
    advance,
    request,
    call: async (method, path, callOptions) => readAnswer(await sandbox.fetch(request(method, path, callOptions))),
  }
}

/**
 * Reads an answer to its end.
 *
 * @example
 * (await readAnswer(response)).at('data.attributes.name')
 */
export async function readAnswer(response: Response): Promise<Answered> {
  const body = await response.text()
  const json = parse(body)
  const at = (path: string): unknown =>
    path
      .split('.')
      .reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), json)
  return {
    status: response.status,
    headers: response.headers,
    body,
    json,
    at,
    told: (path) => {
      const value = at(path)
      if (typeof value !== 'string') throw new TypeError(`No text at ${path} in ${body.slice(0, 500)}`)
      return value
    },
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * A signing key for tests: making one takes a moment, so a test file makes one for all its sandboxes.
 *
 * @example
 * const signingKey = await makeSigningKey()
 */
export async function makeSigningKey(): Promise<JWK> {
  return exportJWK((await generateKeyPair('RS256', { extractable: true })).privateKey)
}
