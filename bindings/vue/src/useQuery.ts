import { keepPrevious, query } from '@blockstate/core'
import type { Input, Operation, Output, QueryState, ReadOptions, Refetchable } from '@blockstate/core'
import { toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'
import type { Bound } from './useStore.ts'

/**
 * The live answer of a read, fetched once for all who ask and kept fresh. `null` asks nothing yet.
 *
 * @example
 * const { state } = useQuery(getEntity, () => (props.id === null ? null : { id: props.id }))
 * const title = computed(() => (state.value.status === 'success' ? state.value.data.name : '…'))
 */
export function useQuery<O extends Operation>(
  operation: O,
  input: MaybeRefOrGetter<Input<O> | null>,
  options?: ReadOptions,
): Bound<QueryState<Output<O>>, Refetchable> {
  const client = useClient()
  return useStore((shown) => keepPrevious(shown, query(client, operation, toValue(input), options)))
}
