import type { SandboxOptions } from '../../createSandbox.ts'
import { makeSigningKey, virtualSandbox } from '../../testing/virtualSandbox.ts'
import type { Answered, CallOptions, VirtualSandbox } from '../../testing/virtualSandbox.ts'
import { jarvisBlock } from '../jarvisBlock.ts'

/** A sandbox with the AI block and somebody signed in. Paths start behind `/v1/jarvis/`. */
export interface JarvisWorld {
  readonly world: VirtualSandbox
  readonly token: string
  send(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Answered>
  /** Creates something and answers its id; throws where that is refused. */
  made(path: string, body: unknown): Promise<string>
  /** The request itself, for those who read its answer piece by piece. */
  request(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>, signal?: AbortSignal): Request
}

const signingKey = await makeSigningKey()

/**
 * Opens a sandbox on a virtual clock, without demo data unless asked for, and registers somebody.
 *
 * @example
 * const { send } = await jarvisWorld()
 * const answer = await send('GET', 'entities')
 */
export async function jarvisWorld(options: SandboxOptions = {}, appId = 'works'): Promise<JarvisWorld> {
  const world = virtualSandbox({ signingKey, seed: false, requestsPerMinute: 1_000_000, blocks: [jarvisBlock], ...options })
  const token = await tokenFor(world, appId)
  const send: JarvisWorld['send'] = (method, path, body, callOptions) =>
    world.call(method, `/v1/jarvis/${path}`, { appId, token, body, ...callOptions })
  return {
    world,
    token,
    send,
    made: async (path, body) => {
      const answer = await send('POST', path, body)
      if (answer.status >= 300) throw new Error(`POST ${path} answered ${answer.status}: ${answer.body}`)
      return answer.told('data.id')
    },
    request: (method, path, body, headers = {}, signal = new AbortController().signal) =>
      new Request(world.request(method, `/v1/jarvis/${path}`, { appId, token, body, headers }), { signal }),
  }
}

/**
 * Registers somebody with an app id and answers their token.
 *
 * @example
 * const token = await tokenFor(world, 'elsewhere')
 */
export async function tokenFor(world: VirtualSandbox, appId: string): Promise<string> {
  const user = { email: `kit-${world.sandbox.database.all('select 1 from users').length}@example.com`, password: 'long enough' }
  const answer = await world.call('POST', '/v1/auth/register', { appId, body: { user } })
  return answer.told('meta.auth.access_token')
}
