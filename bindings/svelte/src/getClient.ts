import { BlockstateError } from '@blockstate/core'
import type { Client } from '@blockstate/core'
import { getContext } from 'svelte'
import { clientKey } from './clientKey.ts'

/**
 * The client that was provided above. Throws `invalid_input` where none was.
 *
 * @example
 * const client = getClient()
 * const download = () => call(client, listEntities, { per_page: 100 })
 */
export function getClient(): Client {
  const client = getContext<Client | undefined>(clientKey)
  if (!client) throw new BlockstateError('invalid_input', 'No client here: call setClient(client) in a component above.')
  return client
}
