import { session } from '@blockstate/core'
import type { SessionActions, SessionState } from '@blockstate/core'
import { createStore } from './createStore.ts'
import type { Bound } from './createStore.ts'
import { getClient } from './getClient.ts'

/**
 * Who is signed in, and the ways to change it.
 *
 * @example
 * const session = createSession()
 * const who = $derived(session.current.status === 'authenticated' ? session.current.user?.unique_id : null)
 */
export function createSession(): Bound<SessionState, SessionActions> {
  const store = session(getClient())
  return createStore(() => store)
}
