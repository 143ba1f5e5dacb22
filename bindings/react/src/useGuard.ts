import { guard } from '@blockstate/core'
import type { GuardState } from '@blockstate/core'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'

/**
 * May a route be shown to whoever is at the keyboard?
 *
 * @example
 * const { access } = useGuard()
 * return access === 'granted' ? children : access === 'denied' ? <SignIn /> : null
 */
export function useGuard(): GuardState {
  return useStore(guard(useClient()))
}
