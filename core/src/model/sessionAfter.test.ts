import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BlockstateError } from '../wire/error.ts'
import { sessionAfter, shownSession, signedIn } from './sessionAfter.ts'
import type { Session, SessionEvent, SignedIn, SigningIn } from './sessionAfter.ts'

const challenge = { challengeId: 'c1', methods: ['totp'], expiresAt: null }
const next = { ...challenge, challengeId: 'c2' }
const [wrong, over, lost] = [
  new BlockstateError('unauthorized', 'Wrong', { status: 401 }),
  new BlockstateError('invalid', 'Over', { status: 422 }),
  new BlockstateError('session_expired', 'Over', { status: 401 }),
]
const ada: SignedIn = { status: 'authenticated', user: { unique_id: 'u1', email: 'a@b.c' }, expiresAt: 5 }
const later: SignedIn = { ...ada, expiresAt: 9 }
const bob: SignedIn = { status: 'authenticated', user: { unique_id: 'u2' }, expiresAt: null }

const anonymous: Session = { status: 'anonymous' }
const mfa = { status: 'mfa_required', challenge } as const
const expired = { status: 'expired', error: lost } as const
const signing = (before: SigningIn['over']): Session => ({ status: 'authenticating', over: before })

const states = {
  anonymous,
  'signing in': signing(anonymous),
  mfa,
  verifying: signing(mfa),
  'signed in': ada,
  'signing in over somebody': signing(ada),
  expired,
  'signing in again': signing(expired),
} satisfies Record<string, Session>

const events = {
  asked: { type: 'asked' },
  challenged: { type: 'challenged', challenge: next },
  wrong: { type: 'refused', error: wrong },
  'challenge over': { type: 'refused', error: over },
  began: { type: 'began', session: bob },
  renewed: { type: 'renewed', session: later },
  ended: { type: 'ended' },
  expired: { type: 'expired', error: lost },
} satisfies Record<string, SessionEvent>

const refused = (error: BlockstateError): Session => ({ status: 'anonymous', error })
const again: Session = { status: 'mfa_required', challenge: next }
const same = null

/** What each state becomes with each event; `same` where that cannot happen in it, or changes nothing. */
const table: Record<keyof typeof states, Record<keyof typeof events, Session | null>> = {
  anonymous: {
    asked: states['signing in'],
    challenged: again,
    wrong: same,
    'challenge over': same,
    began: bob,
    renewed: same,
    ended: same,
    expired,
  },
  'signing in': {
    asked: same,
    challenged: again,
    wrong: refused(wrong),
    'challenge over': refused(over),
    began: bob,
    renewed: same,
    ended: anonymous,
    expired: same,
  },
  mfa: {
    asked: states['verifying'],
    challenged: again,
    wrong: same,
    'challenge over': same,
    began: bob,
    renewed: same,
    ended: anonymous,
    expired: same,
  },
  verifying: {
    asked: same,
    challenged: again,
    wrong: { ...mfa, error: wrong },
    'challenge over': refused(over),
    began: bob,
    renewed: same,
    ended: anonymous,
    expired: same,
  },
  'signed in': {
    asked: states['signing in over somebody'],
    challenged: again,
    wrong: same,
    'challenge over': same,
    began: bob,
    renewed: later,
    ended: anonymous,
    expired,
  },
  'signing in over somebody': {
    asked: same,
    challenged: again,
    wrong: ada,
    'challenge over': ada,
    began: bob,
    renewed: signing(later),
    ended: anonymous,
    expired,
  },
  expired: {
    asked: states['signing in again'],
    challenged: again,
    wrong: same,
    'challenge over': same,
    began: bob,
    renewed: same,
    ended: anonymous,
    expired: same,
  },
  'signing in again': {
    asked: same,
    challenged: again,
    wrong: refused(wrong),
    'challenge over': refused(over),
    began: bob,
    renewed: same,
    ended: anonymous,
    expired: same,
  },
}

// The table's own keys.
const rows = Object.entries(table).flatMap(([state, becomes]) =>
  Object.entries(becomes).map(([event, after]) => [state, event, after] as [keyof typeof states, keyof typeof events, Session | null]),
)

test.each(rows)('%s, then %s', (state, event, after) => {
  const result = sessionAfter(states[state], events[event])
  if (after === same) expect(result).toBe(states[state])
  else expect(result).toEqual(after)
})

describe('whatever happens, in whatever order', () => {
  const fields = {
    anonymous: ['status', 'error'],
    authenticating: ['status'],
    mfa_required: ['status', 'challenge', 'error'],
    authenticated: ['status', 'user', 'expiresAt'],
    expired: ['status', 'error'],
  }
  const some = fc.array(fc.constantFrom(...Object.values(events)), { maxLength: 30 })

  test('a state shows what belongs to it and nothing else: no user, no time and no challenge outlives its state', () => {
    fc.assert(
      fc.property(some, (happened) => {
        happened.reduce<Session>((session, event) => {
          const now = sessionAfter(session, event)
          const shown = shownSession(now)
          expect(Object.keys(shown).filter((name) => !fields[shown.status].includes(name))).toEqual([])
          if (shown.status === 'expired') expect(shown.error).toBeInstanceOf(BlockstateError)
          if (now.status === 'authenticating') expect(now.over.status).not.toBe('authenticating')
          return now
        }, anonymous)
      }),
    )
  })

  test('somebody is signed in exactly from where a session began to where it ended, expired or met a challenge', () => {
    fc.assert(
      fc.property(some, (happened) => {
        let held = false
        let session: Session = anonymous
        for (const event of happened) {
          session = sessionAfter(session, event)
          if (event.type === 'began') held = true
          if (event.type === 'ended' || event.type === 'expired' || event.type === 'challenged') held = false
          expect(signedIn(session) !== null).toBe(held)
        }
      }),
    )
  })
})
