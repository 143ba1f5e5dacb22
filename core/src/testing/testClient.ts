import { createClient } from '../client/createClient.ts'
import type { Client, ClientOptions } from '../client/createClient.ts'
import type { SessionStorage } from '../client/sessionStorage.ts'
import { fetchOf } from './fetchOf.ts'
import type { Answering } from './fetchOf.ts'
import { virtualPlatform } from './virtualPlatform.ts'
import type { VirtualPlatform } from './virtualPlatform.ts'

/** A client and the world it lives in. */
export interface TestClient extends VirtualPlatform {
  readonly client: Client
  /** What was sent, in order: `GET jarvis/entities?page=1`. */
  readonly requests: readonly string[]
  readonly storage: SessionStorage
}

/** Options of a client, and the worlds to share with another: a second tab, a reload. */
export interface TestClientOptions extends Omit<Partial<ClientOptions>, 'fetch' | 'platform' | 'storage'> {
  readonly virtual?: VirtualPlatform
  readonly storage?: SessionStorage
}

const BASE = 'http://sandbox.test/v1'

/**
 * A client on something in process, with a virtual clock and a storage of its own.
 *
 * @example
 * const { client, advance, requests } = testClient(createSandbox())
 */
export function testClient(answering: Answering, options: TestClientOptions = {}): TestClient {
  const { virtual = virtualPlatform(), storage = memoryStorage(), ...rest } = options
  const requests: string[] = []
  const fetch = fetchOf({
    fetch: (request) => {
      requests.push(`${request.method} ${request.url.replace(`${BASE}/`, '')}`)
      return answering.fetch(request)
    },
  })
  const client = createClient({ appId: 'demo', baseUrl: BASE, ...rest, fetch, platform: virtual.platform, storage })
  return { ...virtual, client, requests, storage }
}

function memoryStorage(): SessionStorage {
  const entries = new Map<string, string>()
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  }
}
