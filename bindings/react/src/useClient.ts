import { BlockstateError } from '@blockstate/core'
import type { Client } from '@blockstate/core'
import { useContext } from 'react'
import { ClientContext } from './ClientContext.ts'

/**
 * The client that was provided above. Throws `invalid_input` where none was.
 *
 * @example
 * const client = useClient()
 * const download = () => call(client, listEntities, { per_page: 100 })
 */
export function useClient(): Client {
  const client = useContext(ClientContext)
  if (!client) throw new BlockstateError('invalid_input', 'No client here: wrap the app in <BlockstateProvider client={client}>.')
  return client
}
