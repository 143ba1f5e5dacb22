import { jarvisOf } from '@blockstate/core/sdk'
import type { JarvisSdk } from '@blockstate/core/sdk'
import { useMemo } from 'react'
import { useClient } from './useClient.ts'

/**
 * The AI block with the method names of the platform's SDK, on the client that was provided above.
 *
 * @example
 * const { client } = useJarvisBlock()
 * const rename = () => client.jarvis.entities.update(uniqueId, { name })
 */
export function useJarvisBlock(): { client: JarvisSdk } {
  const client = useClient()
  return useMemo(() => ({ client: jarvisOf(client) }), [client])
}
