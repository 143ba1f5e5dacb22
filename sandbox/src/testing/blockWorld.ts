import type { SandboxOptions } from '../createSandbox.ts'
import { makeSigningKey, virtualSandbox } from './virtualSandbox.ts'
import type { Answered, CallOptions, VirtualSandbox } from './virtualSandbox.ts'

/** A sandbox and somebody signed in, for the tests of one block. Paths start behind `/v1/<block>/`. */
export interface BlockWorld {
  readonly world: VirtualSandbox
  readonly appId: string
  /** Who is signed in. */
  readonly email: string
  readonly token: string
  send(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Answered>
  /** Lets time pass and signs in anew, since tokens end: `send` and `made` go on with the new one. */
  later(ms: number): Promise<void>
  /** Creates something and answers its id; throws where that is refused. */
  made(path: string, body: unknown): Promise<string>
  /** The request itself, for those who read its answer piece by piece. */
  request(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>, signal?: AbortSignal): Request
}

const signingKey = await makeSigningKey()

/** The password of everybody who is registered here. */
export const testPassword = 'long enough'

/**
 * Opens a sandbox on a virtual clock, without demo data unless asked for, and registers somebody. Name the blocks that are to be served
 * besides auth.
 *
 * @example
 * const { send, made } = await blockWorld('crm', { blocks: [crmBlock] })
 * const answer = await send('GET', `contacts/${await made('contacts', { contact: { first_name: 'Ada' } })}`)
 */
export async function blockWorld(block: string, options: SandboxOptions = {}, appId = 'works'): Promise<BlockWorld> {
  const world = virtualSandbox({ signingKey, seed: false, requestsPerMinute: 1_000_000, blocks: [], ...options })
  const { email, ...signedUp } = await newcomer(world, appId)
  let { token } = signedUp
  const send: BlockWorld['send'] = (method, path, body, callOptions) =>
    world.call(method, `/v1/${block}/${path}`, { appId, token, body, ...callOptions })
  return {
    world,
    appId,
    email,
    get token() {
      return token
    },
    send,
    later: async (ms) => {
      world.advance(ms)
      const body = { session: { email, password: testPassword } }
      token = (await world.call('POST', '/v1/auth/login', { appId, body })).told('data.attributes.access_token')
    },
    made: async (path, body) => {
      const answer = await send('POST', path, body)
      if (answer.status >= 300) throw new Error(`POST ${path} answered ${answer.status}: ${answer.body}`)
      return answer.told('data.id')
    },
    request: (method, path, body, headers = {}, signal = new AbortController().signal) =>
      new Request(world.request(method, `/v1/${block}/${path}`, { appId, token, body, headers }), { signal }),
  }
}

/**
 * Registers somebody new with an app id: their id, e-mail address and token. Their password is {@link testPassword}.
 *
 * @example
 * const { token } = await newcomer(world, 'elsewhere')
 */
export async function newcomer(
  world: VirtualSandbox,
  appId: string,
): Promise<{ readonly unique_id: string; readonly email: string; readonly token: string }> {
  const email = `kit-${world.sandbox.database.all('select 1 from users').length}@example.com`
  const answer = await world.call('POST', '/v1/auth/register', { appId, body: { user: { email, password: testPassword } } })
  return { unique_id: answer.told('data.id'), email, token: answer.told('meta.auth.access_token') }
}
