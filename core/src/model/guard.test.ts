import { expect, test } from 'vitest'
import { BlockstateError } from '../wire/error.ts'
import { guardAfter } from './guard.ts'
import type { GuardState } from './guard.ts'
import type { SessionState } from './session.ts'

const user = { unique_id: 'u1' }
const granted: GuardState = { access: 'granted', user }
const error = new BlockstateError('session_expired', 'Over.')
const challenge = { challengeId: 'c1', methods: ['totp'], expiresAt: null }

test.each<[GuardState, SessionState, GuardState]>([
  [{ access: 'pending' }, { status: 'anonymous' }, { access: 'denied', why: 'anonymous' }],
  [{ access: 'pending' }, { status: 'authenticating' }, { access: 'pending' }],
  [{ access: 'denied', why: 'anonymous' }, { status: 'authenticating' }, { access: 'denied', why: 'anonymous' }],
  [
    { access: 'denied', why: 'anonymous' },
    { status: 'mfa_required', challenge },
    { access: 'denied', why: 'mfa_required' },
  ],
  [{ access: 'denied', why: 'mfa_required' }, { status: 'authenticated', user, expiresAt: 1 }, granted],
  [granted, { status: 'authenticating' }, granted],
  [granted, { status: 'expired', error }, { access: 'denied', why: 'expired' }],
  [granted, { status: 'authenticated', user: null, expiresAt: null }, { access: 'granted', user: null }],
])('after %j the session %j makes it %j', (before, session, after) => {
  expect(guardAfter(before, session)).toEqual(after)
})
