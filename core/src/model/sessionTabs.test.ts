import { describe, expect, test } from 'vitest'
import type { SessionRecord } from './session.ts'
import { coolFor, followOf, renewsAt, skewAfter } from './sessionTabs.ts'

const record = (change: Partial<SessionRecord> = {}): SessionRecord => ({
  version: 2,
  session: 's1',
  generation: 3,
  accessToken: 'a3',
  refreshToken: 'r3',
  grantedAt: 0,
  expiresAt: 3_600_000,
  skew: 0,
  user: null,
  ...change,
})

describe('of what another tab stored', () => {
  test.each<[string, SessionRecord | null, SessionRecord | null, string]>([
    ['nothing, where nobody is signed in, is the same', null, null, 'same'],
    ['nothing, where somebody is, ends the session', record(), null, 'ended'],
    ['a newer pair of tokens is taken over', record(), record({ generation: 4 }), 'newer'],
    ['the same pair is news of the user', record(), record({ user: { unique_id: 'u1' } }), 'newer'],
    ['an older pair came late', record(), record({ generation: 2 }), 'older'],
    ['another session was begun by whoever is at the keyboard', record(), record({ session: 's2', generation: 1 }), 'changed'],
    ['a session, where nobody is signed in, is one that was begun', null, record(), 'changed'],
    ['a session that is over does not come back', null, record({ session: 'gone', generation: 9 }), 'over'],
    ['nor in the place of one that lives', record(), record({ session: 'gone', generation: 9 }), 'over'],
  ])('%s', (_, mine, stored, follows) => {
    expect(followOf(mine, stored, (session) => session === 'gone')).toBe(follows)
  })
})

describe('a tab renews a token by itself', () => {
  const hour = 3_600_000
  const last = (seen: boolean, chance: number, change: Partial<SessionRecord> = {}): number =>
    ((change.expiresAt ?? hour) - (renewsAt(record(change), { seen, chance }) ?? NaN)) / 1000

  test('in the last five minutes of an hour, and one that is seen before all others', () => {
    expect([last(true, 0), last(true, 1), last(false, 0), last(false, 1)].map(Math.round)).toEqual([210, 300, 60, 150])
    expect(last(true, 0)).toBeGreaterThan(last(false, 0.999))
  })
  test('in the last fifth of a short life', () => {
    expect(last(true, 1, { expiresAt: 60_000 })).toBeCloseTo(12)
  })
  test.each([
    ['nobody told when it ends', { expiresAt: null }],
    ['there is nothing to renew it with', { refreshToken: null }],
  ])('never where %s', (_, change) => {
    expect(renewsAt(record(change), { seen: true, chance: 0.5 })).toBeNull()
  })
})

test.each([
  [1, 0, null, 500],
  [1, 1, null, 1_000],
  [2, 1, null, 2_000],
  [7, 1, null, 30_000],
  [30, 0, null, 15_000],
  [1, 1, 20_000, 20_000],
  [9, 1, 5, 30_000],
])('after %i failures, by chance %d, asked to wait %s ms, a token is left alone for %i ms', (failures, chance, asked, ms) => {
  expect(coolFor(failures, chance, asked)).toBe(ms)
})

describe('how far the clock of the server is ahead', () => {
  const told = Date.parse('2026-01-01T00:00:10Z')

  test('is not changed by an answer that allows what was believed', () => {
    expect(skewAfter(0, told, told + 100, told + 300)).toBe(0)
    expect(skewAfter(700, told, told, told + 200)).toBe(700)
  })
  test('is the middle of what an answer allows, where it was believed to be otherwise', () => {
    // Between the answer's second and the one after it, and no earlier than it was asked for.
    expect(skewAfter(0, told, told - 7_200_000, told - 7_199_800)).toBe((7_199_800 + 7_201_000) / 2)
    expect(skewAfter(0, told, told + 60_000, told + 60_000)).toBe((-60_000 + -59_000) / 2)
  })
  test('is not learnt from what is no date', () => {
    expect(skewAfter(5, NaN, told, told)).toBe(5)
  })
})
