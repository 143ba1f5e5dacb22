import { mutation } from '@blockstate/core'
import type { Input, MutationActions, MutationOptions, MutationState, Operation, Output } from '@blockstate/core'
import { useMemo } from 'react'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'

/**
 * A write and its state, this component's own: `mutate` rejects where refused, and the reason also stands in `error`.
 *
 * @example
 * const rename = useMutation(updateEntity)
 * const save = () => rename.mutate({ id, name }).catch(() => {}) // rename.error says why
 */
export function useMutation<O extends Operation>(
  operation: O,
  { hold }: MutationOptions = {},
): MutationState<Input<O>, Output<O>> & MutationActions<Input<O>, Output<O>> {
  const client = useClient()
  return useStore(useMemo(() => mutation(client, operation, hold === undefined ? {} : { hold }), [client, operation, hold]))
}
