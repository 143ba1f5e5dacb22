import { BlockstateError } from '@blockstate/core'
import type { Client } from '@blockstate/core'
import { hasInjectionContext, inject } from 'vue'
import { clientKey } from './clientKey.ts'

/**
 * The client that was provided above. Throws `invalid_input` where none was.
 *
 * @example
 * const client = useClient()
 * const download = () => call(client, listEntities, { per_page: 100 })
 */
export function useClient(): Client {
  const client = hasInjectionContext() ? inject(clientKey, null) : null
  if (client) return client
  throw new BlockstateError(
    'invalid_input',
    'No client here: use it in a setup, below app.use(createBlockstate(client)) or provideClient(client).',
  )
}
