import { refreshToken } from '../blocks/auth.ts'
import { readAnswer } from '../wire/document.ts'
import { BlockstateError } from '../wire/error.ts'
import { toRequest } from '../wire/request.ts'
import { readTokens } from '../wire/tokens.ts'
import { GATEWAY, appKey } from './appKey.ts'
import type { AppAddress } from './appKey.ts'
import { call } from './call.ts'
import type { Client } from './client.ts'
import { endTimers } from './endTimers.ts'
import { createEntities } from './entities.ts'
import { createGate } from './gate.ts'
import { hostPlatform } from './platform.ts'
import type { Platform } from './platform.ts'
import { createScheduler } from './scheduler.ts'
import { createSessionKeeper } from './sessionKeeper.ts'
import type { SessionStorage } from './sessionStorage.ts'
import type { SharedRefreshes } from './sharedRefreshes.ts'
import { orAborted } from './orAborted.ts'
import type { Refresh } from './renewal.ts'
import { createTransport } from './transport.ts'

export type { Client } from './client.ts'

export interface ClientOptions extends AppAddress {
  /** The app's id, sent with every request; it names the tenant. */
  readonly appId: string
  /** Blocks that live at their own host: `{ jarvis: 'https://jarvis.api.us.23blocks.com' }`. */
  readonly hosts?: Readonly<Record<string, string>>
  /** Where the session survives a reload. Default `localStorage` where there is one; `null` keeps it in memory only. */
  readonly storage?: SessionStorage | null
  /** On a server, what the clients of all its requests share to trade one refresh token once: `sharedRefreshes()`. */
  readonly refreshes?: SharedRefreshes
  /** How requests are sent; a sandbox in process is one. Default the platform's. */
  readonly fetch?: typeof globalThis.fetch
  /** What live channels are opened with; a sandbox in process has one. Default the platform's, where it has one. */
  readonly WebSocket?: typeof globalThis.WebSocket
  readonly platform?: Platform
  /** Milliseconds for a whole exchange. Default 30,000. */
  readonly timeout?: number
  /** How often a request is tried at most. Default 3. */
  readonly attempts?: number
  /** Requests a minute. Default 1,000, the documented limit. */
  readonly requestsPerMinute?: number
}

/** Reads are dropped many at a time: their records are looked through once, a second later. */
const SWEEP = 1_000

/**
 * Makes a client. Nothing is sent until something is asked of it.
 *
 * @example
 * const client = createClient({ appId: 'demo', baseUrl: 'http://localhost:4023/v1' })
 * const entity = await call(client, getEntity, { id })
 */
export function createClient(options: ClientOptions): Client {
  const { appId, baseUrl = GATEWAY, hosts = {}, timeout = 30_000, attempts = 3 } = options
  if (!appId) throw new BlockstateError('invalid_input', 'createClient needs an appId: every request carries it.')
  const addresses = { baseUrl, hosts }
  const app = `${appId}@${baseUrl}`
  const over = new AbortController()
  let made = 0
  const host = options.platform ?? hostPlatform()
  const platform = endTimers(host, over.signal)
  const transport = createTransport(options.fetch ?? ((input, init) => globalThis.fetch(input, init)), host, (date, sentAt) =>
    keeper.clock.heard(date, sentAt),
  )
  const mint = (): string =>
    [platform.now(), (made += 1), Math.floor(platform.random() * 2 ** 40)].map((part) => part.toString(36)).join('-')

  const gate = createGate(platform, options.requestsPerMinute)
  let sweeping = false
  /** Forgets, a moment later, the records that no read shows any more. */
  const sweep = (): void => {
    if (sweeping) return
    sweeping = true
    platform.after(SWEEP, () => {
      sweeping = false
      entities.sweep([...scheduler.reads()].flatMap((read) => [...read.keys()]))
    })
  }
  const entities = createEntities(sweep)
  const scheduler = createScheduler(platform, app, () => keeper.$session.value, sweep)
  const refresh: Refresh = async (token) => {
    const request = toRequest(refreshToken, { refresh_token: token }, appId, addresses)
    const leave = await orAborted(over.signal, gate.enter('write', over.signal))
    // From here on the token is spent: a page that lets its client go meanwhile must not lose the answer.
    const { signal } = new AbortController()
    const { body } = await transport(request, { bearer: null, signal, timeout }, async (head, response) =>
      readAnswer(refreshToken, head, await response.text(), {}, platform.now()),
    ).finally(leave)
    const grant = readTokens(body)
    if (!grant) throw new BlockstateError('protocol', `${refreshToken.route} answered without a token.`)
    return grant
  }
  const keeper = createSessionKeeper({
    storage: options.storage === undefined ? hostStorage() : options.storage,
    storageKey: appKey(options),
    platform: host,
    over: over.signal,
    mint,
    refresh: (token) => (options.refreshes ? options.refreshes(token, () => refresh(token)) : refresh(token)),
    turned: () => {
      entities.clear()
      scheduler.reset()
    },
  })
  let shown = keeper.signal()
  const off = keeper.$session.listen(({ status }) => {
    if (status !== 'authenticated' || shown === keeper.signal()) return
    shown = keeper.signal()
    scheduler.resume()
  })

  const client: Client = {
    appId,
    name: mint(),
    socket: options.WebSocket ?? (globalThis.WebSocket as typeof globalThis.WebSocket | undefined), // some servers have none
    session: keeper.$session,
    addresses,
    platform,
    timeout,
    attempts,
    transport,
    fetch: options.fetch,
    gate,
    keeper,
    entities,
    scheduler,
    call: (operation, input) => call(client, operation, input),
    mint,
    stores: new Map(),
    signal: over.signal,
    dispose: () => {
      over.abort(new BlockstateError('aborted', 'The client was disposed of.'))
      scheduler.stop()
      off()
    },
  }
  return client
}

/** `localStorage` where the page may use it: reading the property alone throws where cookies are blocked. */
function hostStorage(): SessionStorage | null {
  try {
    return globalThis.localStorage ?? null
  } catch {
    return null // documented: the session then lives as long as the page
  }
}
