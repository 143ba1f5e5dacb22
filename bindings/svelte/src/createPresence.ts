import { presence } from '@blockstate/core'
import type { PresenceActions, PresenceState } from '@blockstate/core'
import { createStore } from './createStore.ts'
import type { Bound } from './createStore.ts'
import { getClient } from './getClient.ts'
import { valueOf } from './valueOf.ts'
import type { MaybeThunk } from './valueOf.ts'

/**
 * Who is in a channel, as they come and go. `null` is no channel yet.
 *
 * @example
 * const there = createPresence(() => ({ id })) // $there.users, there.current.online
 */
export function createPresence(input: MaybeThunk<{ readonly id: string } | null>): Bound<PresenceState, PresenceActions> {
  const client = getClient()
  return createStore(() => presence(client, valueOf(input)))
}
