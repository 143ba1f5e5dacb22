import { writes } from '@blockstate/core'
import type { WritesActions, WritesState } from '@blockstate/core'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'
import type { Bound } from './useStore.ts'

/**
 * Every write of the client that is not through: waiting, on its way, or refused, with the ways to take it back or try it again.
 *
 * @example
 * const { state, retry } = useWrites()
 * const refused = computed(() => state.value.writes.filter(({ status }) => status === 'failed'))
 */
export function useWrites(): Bound<WritesState, WritesActions> {
  const store = writes(useClient())
  return useStore(() => store)
}
