import { collection, keepPrevious } from '@blockstate/core'
import type { CollectionActions, CollectionInput, CollectionOptions, CollectionState, Operation, Row } from '@blockstate/core'
import { createStore } from './createStore.ts'
import type { Bound } from './createStore.ts'
import { getClient } from './getClient.ts'
import { valueOf } from './valueOf.ts'
import type { MaybeThunk } from './valueOf.ts'

/**
 * A live list, page by page: `loadMore` adds the next, or in `page` mode `goTo` turns. `null` asks nothing yet.
 *
 * @example
 * const entities = createCollection(listEntities, () => ({ search, per_page: 20 }))
 */
export function createCollection<O extends Operation>(
  operation: O,
  input: MaybeThunk<CollectionInput<O> | null>,
  options?: CollectionOptions,
): Bound<CollectionState<Row<O>>, CollectionActions> {
  const client = getClient()
  return createStore((shown) => keepPrevious(shown, collection(client, operation, valueOf(input), options)))
}
