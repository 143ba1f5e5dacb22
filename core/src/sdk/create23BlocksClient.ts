import { createClient } from '../client/createClient.ts'
import type { Client, ClientOptions } from '../client/createClient.ts'
import * as blocks from './allBlocks.ts'
import { blockAddresses } from './blockAddresses.ts'
import { sdkOf } from './sdkOf.ts'
import type { SdkOf } from './sdkOf.ts'

/** What the platform's SDK is set up with, and beside it what any client of ours is. */
export interface SdkOptions extends Omit<ClientOptions, 'appId' | 'baseUrl' | 'hosts'> {
  /** The app's id, sent with every request. */
  readonly apiKey: string
  /** A block's own host, or the gateway with its version. */
  readonly apiUrl: string
  /** Whoever is signed in already. Left out: sign in with `client.auth.login`. */
  readonly authToken?: string
  /** Blocks that are somewhere else: `{ crm: 'https://crm.example.com' }`. */
  readonly urls?: Readonly<Record<string, string>>
}

/** All eighteen blocks as methods, and the client below them, for stores and providers. */
export interface SdkClient extends SdkOf<typeof blocks> {
  readonly blockstate: Client
}

/**
 * A client with the method names of the platform's own SDK, over all eighteen blocks.
 *
 * Whatever is read and written through it, the stores of `blockstate` show, and the other way round. With a token it starts signed in
 * and keeps nothing over a reload; without one it keeps its session as any client does. Throws `invalid_input` without an `apiKey` or
 * an `apiUrl`.
 *
 * @example
 * const client = create23BlocksClient({ authToken, apiKey, apiUrl: 'https://jarvis.api.us.23blocks.com' })
 * const { data } = await client.jarvis.entities.list()
 */
export function create23BlocksClient({ apiKey, apiUrl, authToken, urls = {}, ...options }: SdkOptions): SdkClient {
  const { baseUrl, hosts } = blockAddresses(apiUrl, Object.keys(blocks))
  const kept = authToken ? { ...options, storage: null } : options
  const blockstate = createClient({ ...kept, appId: apiKey, baseUrl, hosts: { ...hosts, ...urls } })
  if (authToken) blockstate.keeper.begin({ accessToken: authToken, refreshToken: null, expiresIn: null }, null)
  return { ...sdkOf(blockstate, blocks), blockstate }
}
