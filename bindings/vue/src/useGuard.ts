import { guard } from '@blockstate/core'
import type { GuardState } from '@blockstate/core'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'
import type { Bound } from './useStore.ts'

/**
 * May a route be shown to whoever is at the keyboard?
 *
 * @example
 * const { state: guarded } = useGuard()
 * const open = computed(() => guarded.value.access === 'granted')
 */
export function useGuard(): Bound<GuardState, Record<never, never>> {
  const store = guard(useClient())
  return useStore(() => store)
}
