import { keepPrevious, query } from '@blockstate/core'
import type { Input, Operation, Output, QueryState, ReadOptions, Refetchable } from '@blockstate/core'
import { createStore } from './createStore.ts'
import type { Bound } from './createStore.ts'
import { getClient } from './getClient.ts'
import { valueOf } from './valueOf.ts'
import type { MaybeThunk } from './valueOf.ts'

/**
 * The live answer of a read, fetched once for all who ask and kept fresh. `null` asks nothing yet.
 *
 * @example
 * const entity = createQuery(getEntity, () => (id === null ? null : { id }))
 * const title = $derived(entity.current.status === 'success' ? entity.current.data.name : '…')
 */
export function createQuery<O extends Operation>(
  operation: O,
  input: MaybeThunk<Input<O> | null>,
  options?: ReadOptions,
): Bound<QueryState<Output<O>>, Refetchable> {
  const client = getClient()
  return createStore((shown) => keepPrevious(shown, query(client, operation, valueOf(input), options)))
}
