import type { Client } from '@blockstate/core'
import { provide } from 'vue'
import { clientKey } from './clientKey.ts'

/**
 * Gives every component below this one the client.
 *
 * @example
 * provideClient(client) // in the setup of the component above those that use it
 */
export function provideClient(client: Client): void {
  provide(clientKey, client)
}
