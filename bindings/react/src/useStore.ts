import type { ActingStore } from '@blockstate/core'
import { useMemo, useSyncExternalStore } from 'react'

/**
 * What a store shows now, and what can be done with it.
 *
 * The snapshot is the store's own value. One kept in a ref while rendering, as `@nanostores/react` does, hides from React what changed
 * between two rows of one render, and both are shown.
 *
 * @example
 * const { status, signOut } = useStore(session(client))
 */
export function useStore<State extends object, Actions extends object>(store: ActingStore<State, Actions>): State & Actions {
  const state = useSyncExternalStore(
    store.listen,
    () => store.value,
    () => store.init,
  )
  return useMemo(() => ({ ...state, ...store.actions }), [state, store])
}
