import { writes } from '@blockstate/core'
import type { WritesActions, WritesState } from '@blockstate/core'
import { createStore } from './createStore.ts'
import type { Bound } from './createStore.ts'
import { getClient } from './getClient.ts'

/**
 * Every write of the client that is not through: waiting, on its way, or refused, with the ways to take it back or try it again.
 *
 * @example
 * const pending = createWrites()
 * const refused = $derived(pending.current.writes.filter(({ status }) => status === 'failed'))
 */
export function createWrites(): Bound<WritesState, WritesActions> {
  const store = writes(getClient())
  return createStore(() => store)
}
