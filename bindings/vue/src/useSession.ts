import { session } from '@blockstate/core'
import type { SessionActions, SessionState } from '@blockstate/core'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'
import type { Bound } from './useStore.ts'

/**
 * Who is signed in, and the ways to change it.
 *
 * @example
 * const { state, signOut } = useSession()
 * const who = computed(() => (state.value.status === 'authenticated' ? state.value.user?.unique_id : null))
 */
export function useSession(): Bound<SessionState, SessionActions> {
  const store = session(useClient())
  return useStore(() => store)
}
