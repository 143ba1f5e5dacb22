import { mutation } from '@blockstate/core'
import type { Input, MutationActions, MutationOptions, MutationState, Operation, Output } from '@blockstate/core'
import { createStore } from './createStore.ts'
import type { Bound } from './createStore.ts'
import { getClient } from './getClient.ts'

/**
 * A write and its state, this component's own: `mutate` rejects where refused, and the reason also stands in `error`.
 *
 * @example
 * const rename = createMutation(updateEntity)
 * const save = () => rename.mutate({ id, name }).catch(() => {}) // rename.current.error says why
 */
export function createMutation<O extends Operation>(
  operation: O,
  options?: MutationOptions,
): Bound<MutationState<Input<O>, Output<O>>, MutationActions<Input<O>, Output<O>>> {
  const store = mutation(getClient(), operation, options)
  return createStore(() => store)
}
