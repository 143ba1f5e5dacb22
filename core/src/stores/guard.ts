import { atom } from 'nanostores'
import type { Client } from '../client/createClient.ts'
import { oneFor } from '../client/oneFor.ts'
import { guardAfter } from '../model/guard.ts'
import type { GuardState } from '../model/guard.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import { session } from './session.ts'

export type GuardStore = ActingStore<GuardState, Record<never, never>>

/**
 * Stands before a route: may it be shown to whoever is at the keyboard? The same store for everybody who asks a client.
 *
 * A page that is hydrated begins as `pending`, since the server could not know; with {@link cookieStorage} both know from the start.
 *
 * @example
 * guard(client).subscribe((state) => { if (state.access === 'denied') location.assign(`/sign-in?why=${state.why}`) })
 */
export function guard(client: Client): GuardStore {
  return oneFor(client, 'guard', () => createGuard(client))
}

function createGuard(client: Client): GuardStore {
  const $session = session(client)
  const pending: GuardState = { access: 'pending' }
  const $guard = atom<GuardState>(client.keeper.rendered ? guardAfter(pending, $session.init) : pending)
  const follow = (): void => $guard.set(guardAfter($guard.value ?? pending, $session.value))
  follow()
  client.signal.addEventListener('abort', $session.listen(follow))
  return acting<GuardState, Record<never, never>>($guard, {})
}
