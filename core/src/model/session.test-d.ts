import { expectTypeOf, test } from 'vitest'
import { BlockstateError } from '../wire/error.ts'
import type { SessionState, SessionUser } from './session.ts'
import { sessionAfter } from './sessionAfter.ts'
import type { Session } from './sessionAfter.ts'

const error = new BlockstateError('session_expired', 'Over')
const user: SessionUser = { unique_id: 'u1' }
const challenge = { challengeId: 'c1', methods: ['totp'], expiresAt: null }
const take = (_: SessionState): void => {}

test('a status narrows a session to what belongs to it', () => {
  const narrow = (session: SessionState): void => {
    // @ts-expect-error nobody knows of a user before the status is asked
    void session.user
    if (session.status === 'authenticated') expectTypeOf(session.user).toEqualTypeOf<SessionUser | null>()
    if (session.status === 'expired') expectTypeOf(session.error).toEqualTypeOf<BlockstateError>()
    if (session.status === 'mfa_required') expectTypeOf(session.challenge.challengeId).toEqualTypeOf<string>()
    // @ts-expect-error nobody is signed in yet
    if (session.status === 'mfa_required') void session.user
  }
  narrow({ status: 'anonymous' })
})

test('impossible states cannot be written', () => {
  take({ status: 'authenticated', user, expiresAt: null })
  // @ts-expect-error nobody has no user
  take({ status: 'anonymous', user })
  // @ts-expect-error nor a time
  take({ status: 'anonymous', expiresAt: 5 })
  // @ts-expect-error nobody is known while somebody signs in
  take({ status: 'authenticating', user })
  // @ts-expect-error a code is asked for by a challenge
  take({ status: 'mfa_required' })
  // @ts-expect-error whose user is not signed in
  take({ status: 'mfa_required', challenge, user })
  // @ts-expect-error whoever is signed in is told, or said to be unknown
  take({ status: 'authenticated', expiresAt: null })
  // @ts-expect-error and has no challenge to answer
  take({ status: 'authenticated', user, expiresAt: null, challenge })
  // @ts-expect-error an end has its reason
  take({ status: 'expired' })
  // @ts-expect-error and no user any more
  take({ status: 'expired', error, user })
  // @ts-expect-error nor a time of its token
  take({ status: 'expired', error, expiresAt: 5 })
  // @ts-expect-error no such state
  take({ status: 'locked' })
})

test('nothing else happens to a session, and nothing happens without what it brings', () => {
  const session: Session = { status: 'anonymous' }
  expectTypeOf(sessionAfter).returns.toEqualTypeOf<Session>()
  // @ts-expect-error no such event
  sessionAfter(session, { type: 'locked' })
  // @ts-expect-error a session begins with somebody
  sessionAfter(session, { type: 'began' })
  // @ts-expect-error that is signed in
  sessionAfter(session, { type: 'began', session: { status: 'anonymous' } })
  // @ts-expect-error a refusal has its reason
  sessionAfter(session, { type: 'refused' })
  // @ts-expect-error nobody signs in over a sign-in
  take({ status: 'authenticating', over: { status: 'authenticating' } })
  const twice = (over: Session): Session => ({
    status: 'authenticating',
    // @ts-expect-error nor keeps one for later
    over,
  })
  void twice
})
