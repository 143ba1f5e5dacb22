import { collection, keepPrevious } from '@blockstate/core'
import type { CollectionActions, CollectionInput, CollectionOptions, CollectionState, Operation, Row } from '@blockstate/core'
import { toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'
import type { Bound } from './useStore.ts'

/**
 * A live list, page by page: `loadMore` adds the next, or in `page` mode `goTo` turns. `null` asks nothing yet.
 *
 * @example
 * const { state, loadMore } = useCollection(listEntities, () => ({ search: search.value, per_page: 20 }))
 */
export function useCollection<O extends Operation>(
  operation: O,
  input: MaybeRefOrGetter<CollectionInput<O> | null>,
  options?: CollectionOptions,
): Bound<CollectionState<Row<O>>, CollectionActions> {
  const client = useClient()
  return useStore((shown) => keepPrevious(shown, collection(client, operation, toValue(input), options)))
}
