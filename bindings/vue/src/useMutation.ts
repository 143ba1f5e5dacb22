import { mutation } from '@blockstate/core'
import type { Input, MutationActions, MutationOptions, MutationState, Operation, Output } from '@blockstate/core'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'
import type { Bound } from './useStore.ts'

/**
 * A write and its state, this component's own: `mutate` rejects where refused, and the reason also stands in `error`.
 *
 * @example
 * const { state, mutate } = useMutation(updateEntity)
 * const save = () => mutate({ id, name: name.value }).catch(() => {}) // state.error says why
 */
export function useMutation<O extends Operation>(
  operation: O,
  options?: MutationOptions,
): Bound<MutationState<Input<O>, Output<O>>, MutationActions<Input<O>, Output<O>>> {
  const store = mutation(useClient(), operation, options)
  return useStore(() => store)
}
