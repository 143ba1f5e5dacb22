import { guard } from '@blockstate/core'
import type { GuardState } from '@blockstate/core'
import { createStore } from './createStore.ts'
import type { Bound } from './createStore.ts'
import { getClient } from './getClient.ts'

/**
 * May a route be shown to whoever is at the keyboard?
 *
 * @example
 * const guarded = createGuard()
 * const open = $derived(guarded.current.access === 'granted')
 */
export function createGuard(): Bound<GuardState, Record<never, never>> {
  const store = guard(getClient())
  return createStore(() => store)
}
