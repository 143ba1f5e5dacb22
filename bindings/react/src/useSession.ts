import { session } from '@blockstate/core'
import type { SessionActions, SessionState } from '@blockstate/core'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'

/**
 * Who is signed in, and the ways to change it.
 *
 * @example
 * const session = useSession()
 * if (session.status === 'authenticated') return <p>{session.user?.unique_id}</p>
 */
export function useSession(): SessionState & SessionActions {
  return useStore(session(useClient()))
}
