import type { SessionState, SessionUser } from './session.ts'

/** May what is guarded be shown? `pending` while that is not known: show neither it nor the way to sign in. */
export type GuardState =
  | { readonly access: 'pending' }
  | { readonly access: 'granted'; readonly user: SessionUser | null }
  | { readonly access: 'denied'; readonly why: 'anonymous' | 'mfa_required' | 'expired' }

/**
 * What a guard says after the session changed.
 *
 * While somebody signs in it says what it said before: a form stays where it is, with what was typed into it, until the session is there.
 *
 * @example
 * guardAfter({ access: 'pending' }, { status: 'anonymous' }) // { access: 'denied', why: 'anonymous' }
 */
export function guardAfter(before: GuardState, session: SessionState): GuardState {
  const { status } = session
  if (status === 'authenticating') return before
  return status === 'authenticated' ? { access: 'granted', user: session.user } : { access: 'denied', why: status }
}
