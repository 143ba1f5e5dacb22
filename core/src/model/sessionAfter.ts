import type { BlockstateError } from '../wire/error.ts'
import type { Challenge } from '../wire/tokens.ts'
import type { SessionState } from './session.ts'

type In<Status extends SessionState['status']> = Extract<SessionState, { readonly status: Status }>

/** Somebody is signed in: the one state of which tokens are held. */
export type SignedIn = In<'authenticated'>

/** A session as it is kept: while somebody signs in, with what stands until they are through, and again if they fail. */
export type Session = Exclude<SessionState, In<'authenticating'>> | SigningIn

/** A sign-in is under way over what stood before it. */
export interface SigningIn {
  readonly status: 'authenticating'
  readonly over: Exclude<SessionState, In<'authenticating'>>
}

/** Everything that happens to a session. */
export type SessionEvent =
  /** A sign-in was sent: a password, a code, the token of a link, a new account. */
  | { readonly type: 'asked' }
  /** It needs another step. */
  | { readonly type: 'challenged'; readonly challenge: Challenge }
  /** It was refused, or never answered. */
  | { readonly type: 'refused'; readonly error: BlockstateError }
  /** A session begins, here or in another tab, whoever was signed in before. */
  | { readonly type: 'began'; readonly session: SignedIn }
  /** The tokens of this very session are newer, or who is signed in was read or changed. */
  | { readonly type: 'renewed'; readonly session: SignedIn }
  /** Signed out, here or in another tab. */
  | { readonly type: 'ended' }
  /** Its newest refresh token was refused. */
  | { readonly type: 'expired'; readonly error: BlockstateError }

/**
 * What a session is after something happened: every state meets every event, and what cannot happen in a state leaves it as it is (the very
 * same object). Tokens are held exactly where somebody is signed in ({@link signedIn}).
 *
 * @example
 * sessionAfter({ status: 'anonymous' }, { type: 'asked' }) // { status: 'authenticating', over: { status: 'anonymous' } }
 */
export function sessionAfter(session: Session, event: SessionEvent): Session {
  const now = signedIn(session)
  switch (event.type) {
    case 'asked':
      return session.status === 'authenticating' ? session : { status: 'authenticating', over: session }
    case 'challenged':
      return { status: 'mfa_required', challenge: event.challenge }
    case 'refused':
      return session.status === 'authenticating' ? afterRefusal(session.over, event.error) : session
    case 'began':
      return event.session
    case 'renewed':
      if (!now) return session
      // Whoever signs in over them still does.
      return session === now ? event.session : { status: 'authenticating', over: event.session }
    case 'ended':
      return session.status === 'anonymous' ? session : { status: 'anonymous' }
    case 'expired':
      // Another tab may have said that it is over before it could say why.
      return now || session.status === 'anonymous' ? { status: 'expired', error: event.error } : session
  }
}

/**
 * Who is signed in, also while somebody signs in over them; `null` where nobody is.
 *
 * @example
 * signedIn({ status: 'anonymous' }) // null
 */
export function signedIn(session: Session): SignedIn | null {
  const state = session.status === 'authenticating' ? session.over : session
  return state.status === 'authenticated' ? state : null
}

/**
 * A session as everybody sees it.
 *
 * @example
 * shownSession({ status: 'authenticating', over: { status: 'anonymous' } }) // { status: 'authenticating' }
 */
export function shownSession(session: Session): SessionState {
  return session.status === 'authenticating' ? { status: 'authenticating' } : session
}

/** A wrong code is tried again against the same challenge; a challenge that the server calls over (422) is not. Who is signed in stays it. */
function afterRefusal(before: SigningIn['over'], error: BlockstateError): Session {
  if (before.status === 'authenticated') return before
  return before.status === 'mfa_required' && error.status !== 422 ? { ...before, error } : { status: 'anonymous', error }
}
