import type { CollectionState, Row } from '@blockstate/core'
import { listChannels } from '@blockstate/core/realtime'
import { useCollection } from '@blockstate/react'

export type ChannelItem = Row<typeof listChannels>

/**
 * The channels that whoever is signed in may read, with what is unread in each.
 *
 * @example
 * const { items } = useChannels()
 */
export function useChannels(): CollectionState<ChannelItem> & { readonly refetch: () => Promise<void> } {
  return useCollection(listChannels, { per_page: 50, sort: 'name' }, { live: true })
}
