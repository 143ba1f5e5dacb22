import { collection } from '@blockstate/core'
import type { CollectionActions, CollectionInput, CollectionOptions, CollectionState, Operation, Row } from '@blockstate/core'
import { useClient } from './useClient.ts'
import { useKept } from './useKept.ts'
import { useStore } from './useStore.ts'

/**
 * A live list, page by page: `loadMore` adds the next, or in `page` mode `goTo` turns. `null` asks nothing yet.
 *
 * @example
 * const { items, hasMore, loadMore } = useCollection(listEntities, { per_page: 20 })
 */
export function useCollection<O extends Operation>(
  operation: O,
  input: CollectionInput<O> | null,
  options?: CollectionOptions,
): CollectionState<Row<O>> & CollectionActions {
  return useStore(useKept(collection(useClient(), operation, input, options)))
}
