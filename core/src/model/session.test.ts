import { describe, expect, test } from 'vitest'
import { granted, isSpent, readSessionRecord, readSessionUser, sessionOf } from './session.ts'
import type { SessionRecord } from './session.ts'

const record: SessionRecord = {
  version: 2,
  session: 's1',
  generation: 3,
  accessToken: 'a',
  refreshToken: 'r',
  grantedAt: 0,
  expiresAt: 5000,
  skew: 0,
  user: { unique_id: 'u1', email: 'a@b.c' },
}

describe('a stored session', () => {
  test.each<[string, SessionRecord]>([
    ['whole', record],
    ['without a refresh token', { ...record, refreshToken: null }],
    ['without an end', { ...record, expiresAt: null }],
    ['without a user', { ...record, user: null }],
  ])('%s is read back as it was', (_, stored) => {
    expect(readSessionRecord(JSON.stringify(stored))).toEqual(stored)
  })

  test.each<[string, string | null]>([
    ['nothing', null],
    ['empty text', ''],
    ['garbage', '{"version":1,'],
    ['null', 'null'],
    ['a number', '7'],
    ['text', '"a"'],
    ['a list', '[1]'],
    ['an empty object', '{}'],
    ['another version', JSON.stringify({ ...record, version: 1 })],
    ['no version', JSON.stringify({ ...record, version: undefined })],
    ['no access token', JSON.stringify({ ...record, accessToken: undefined })],
    ['an access token that is no text', JSON.stringify({ ...record, accessToken: 7 })],
    ['a refresh token that is no text', JSON.stringify({ ...record, refreshToken: {} })],
    ['no refresh token at all', JSON.stringify({ ...record, refreshToken: undefined })],
    ['an end that is no number', JSON.stringify({ ...record, expiresAt: 'soon' })],
    ['no name', JSON.stringify({ ...record, session: undefined })],
    ['a name that is no text', JSON.stringify({ ...record, session: 7 })],
    ['no time of its grant', JSON.stringify({ ...record, grantedAt: undefined })],
    ['a skew that is no number', JSON.stringify({ ...record, skew: null })],
    ['no generation', JSON.stringify({ ...record, generation: null })],
  ])('that is %s is discarded', (_, text) => {
    expect(readSessionRecord(text)).toBeNull()
  })

  test.each([[null], ['Ada'], [7], [[]], [{}], [{ unique_id: 7 }]])('with %j for a user still signs in', (user) => {
    expect(readSessionRecord(JSON.stringify({ ...record, user }))).toEqual({ ...record, user: null })
  })
})

test('a user is whoever has a unique_id, with all that was told', () => {
  expect(readSessionUser({ unique_id: 'u1', email: 'a@b.c' })).toEqual({ unique_id: 'u1', email: 'a@b.c' })
  expect(readSessionUser({ id: 'u1' })).toBeNull()
})

describe('a grant', () => {
  const grant = { accessToken: 'a2', refreshToken: 'r2', expiresIn: 60 }

  test.each<
    [
      string,
      SessionRecord | null,
      typeof grant | { accessToken: string; refreshToken: null; expiresIn: null },
      SessionRecord['user'],
      Pick<SessionRecord, 'generation' | 'accessToken' | 'refreshToken' | 'expiresAt' | 'user'>,
    ]
  >([
    [
      'begins a session',
      null,
      grant,
      { unique_id: 'u1' },
      { generation: 1, accessToken: 'a2', refreshToken: 'r2', expiresAt: 61_000, user: { unique_id: 'u1' } },
    ],
    [
      'replaces both tokens',
      record,
      grant,
      null,
      { generation: 4, accessToken: 'a2', refreshToken: 'r2', expiresAt: 61_000, user: record.user },
    ],
    [
      'without a refresh token keeps the one before',
      record,
      { accessToken: 'a2', refreshToken: null, expiresIn: null },
      null,
      { generation: 4, accessToken: 'a2', refreshToken: 'r', expiresAt: null, user: record.user },
    ],
    [
      'with a user tells who it is',
      record,
      grant,
      { unique_id: 'u1', email: 'new@b.c' },
      { generation: 4, accessToken: 'a2', refreshToken: 'r2', expiresAt: 61_000, user: { unique_id: 'u1', email: 'new@b.c' } },
    ],
  ])('%s', (_, before, given, user, expected) => {
    const told = granted(before ?? { session: 's1', generation: 0 }, given, user, { now: 1000, skew: 7 })
    expect(told).toEqual({ version: 2, session: 's1', grantedAt: 1000, skew: 7, ...expected })
  })
})

test.each([
  [null, 0, false],
  [100_000, 0, false],
  [10_000, 8_999, false],
  [10_000, 9_000, true],
  [100_000, 89_999, false],
  [100_000, 90_000, true],
  [100_000, 100_001, true],
])('a token with its end at %s is spent at %s: %s', (expiresAt, now, spent) => {
  expect(isSpent({ ...record, expiresAt }, now)).toBe(spent)
})

test('from outside a session never shows its tokens', () => {
  expect(sessionOf(record)).toEqual({ status: 'authenticated', user: record.user, expiresAt: 5000 })
})
