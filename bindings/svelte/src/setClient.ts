import type { Client } from '@blockstate/core'
import { setContext } from 'svelte'
import { clientKey } from './clientKey.ts'

/**
 * Gives this component and every one below it the client.
 *
 * Make the client outside of components; on a server one for each request.
 *
 * @example
 * setClient(client) // in the script of the component above those that use it
 */
export function setClient(client: Client): void {
  setContext(clientKey, client)
}
