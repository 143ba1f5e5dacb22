import { query } from '@blockstate/core'
import type { Input, Operation, Output, QueryState, ReadOptions, Refetchable } from '@blockstate/core'
import { useClient } from './useClient.ts'
import { useKept } from './useKept.ts'
import { useStore } from './useStore.ts'

/**
 * The live answer of a read, fetched once for all who ask and kept fresh. `null` asks nothing yet.
 *
 * @example
 * const entity = useQuery(getEntity, id === null ? null : { id })
 * if (entity.status === 'success') return <h1>{entity.data.name}</h1>
 */
export function useQuery<O extends Operation>(
  operation: O,
  input: Input<O> | null,
  options?: ReadOptions,
): QueryState<Output<O>> & Refetchable {
  return useStore(useKept(query(useClient(), operation, input, options)))
}
