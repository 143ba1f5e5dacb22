import { call, createClient, hostPlatform, stream } from '@blockstate/core'
import type { Client, Platform, SessionStorage } from '@blockstate/core'
import { login } from '@blockstate/core/auth'
import type { Operation } from '@blockstate/core/describe'
import { testPassword } from './blockWorld.ts'

/** The library's own client over HTTP, and what came back. */
export interface RealClient {
  readonly client: Client
  /** The status of every answer, in order. */
  readonly statuses: readonly number[]
  /** Calls any operation; a streaming one answers the list of its events, the last word included. Rejects as the client does. */
  ask(operation: Operation, input: Readonly<Record<string, unknown>>): Promise<unknown>
}

/** Where a client finds its sandbox, and whose time it lives in. */
export interface ClientPlace {
  readonly origin: string
  readonly now: () => number
  readonly appId: string
  /** Answers in place of the network: a sandbox in this process. */
  readonly fetch?: (input: Request | URL | string, init?: RequestInit) => Promise<Response>
  /** Whose timers and screen it has; the host's unless said. */
  readonly platform?: Platform
  /** Where its session is kept, for the next client to go on with; nowhere unless said. */
  readonly storage?: SessionStorage
}

/**
 * Makes a client of a served sandbox that tries everything once; with an address it is signed in, unless its storage
 * holds a session already. It lives in the sandbox's time.
 *
 * @example
 * const { ask, statuses } = await realClient({ origin, now, appId: 'works' }, 'kit-0@example.com')
 * await ask(getContact, { id })
 */
export async function realClient(place: ClientPlace, email?: string): Promise<RealClient> {
  const { origin, now, appId, fetch = globalThis.fetch, platform = hostPlatform(), storage = null } = place
  const statuses: number[] = []
  const client = createClient({
    appId,
    baseUrl: `${origin}/v1`,
    storage,
    attempts: 1,
    requestsPerMinute: 1_000_000,
    platform: { ...platform, now },
    fetch: async (input, init) => {
      const response = await fetch(input, init)
      statuses.push(response.status)
      return response
    },
  })
  if (email !== undefined && client.session.get().status !== 'authenticated') await call(client, login, { email, password: testPassword })
  statuses.length = 0
  return {
    client,
    statuses,
    ask: async (operation, input) => {
      if (operation.declared.streams === undefined) return call(client, operation, input)
      const events: unknown[] = []
      const { last } = await stream(client, operation, input, (event) => events.push(event))
      return [...events, last]
    },
  }
}
