import { describe, expect, test } from 'vitest'
import { readChallenge, readTokens } from './tokens.ts'

const pair = { access_token: 'a', refresh_token: 'r', expires_in: 3600 }
const granted = { accessToken: 'a', refreshToken: 'r', expiresIn: 3600 }

describe('tokens are found', () => {
  test.each<[string, unknown, ReturnType<typeof readTokens>]>([
    ["in a session's attributes", { data: { id: 's1', type: 'session', attributes: pair } }, granted],
    ['in a plain object under data', { data: pair }, granted],
    [
      'in meta.auth beside a user',
      { data: { id: 'u1', type: 'user', attributes: { email: 'a@b.c' } }, meta: { auth: { ...pair, token_type: 'Bearer' } } },
      granted,
    ],
    ['in meta beside a user', { data: { id: 'u1', type: 'user', attributes: {} }, meta: pair }, granted],
    ['in meta alone', { meta: pair }, granted],
    ['in flat OAuth JSON', { ...pair, token_type: 'Bearer' }, granted],
    ['under the older name', { meta: { token: 'a' } }, { accessToken: 'a', refreshToken: null, expiresIn: null }],
    [
      "as a company's",
      { company_token: 'a', appid: 'app', user_unique_id: 'u1' },
      { accessToken: 'a', refreshToken: null, expiresIn: null },
    ],
    ['beside data that is null', { data: null, meta: { auth: pair } }, granted],
  ])('%s', (_, body, expected) => {
    expect(readTokens(body)).toEqual(expected)
  })

  test.each([
    ['a number of seconds as text', { ...pair, expires_in: '3600' }, 3600],
    ['no life told', { access_token: 'a', refresh_token: 'r' }, null],
    ['a life of nothing', { ...pair, expires_in: 0 }, null],
    ['a part of a second for its life', { ...pair, expires_in: 0.5 }, null],
    ['a negative life', { ...pair, expires_in: -1 }, null],
    ['a life nobody can read', { ...pair, expires_in: 'long' }, null],
    ['a life of null', { ...pair, expires_in: null }, null],
  ])('with %s', (_, body, expiresIn) => {
    expect(readTokens(body)).toEqual({ ...granted, expiresIn })
  })

  test.each([[null], [''], [7], [undefined]])('a refresh token of %j is none', (refresh_token) => {
    expect(readTokens({ access_token: 'a', refresh_token })?.refreshToken).toBeNull()
  })
})

test.each([
  ['nothing', undefined],
  ['null', null],
  ['text', 'a'],
  ['a list', [pair]],
  ['an empty object', {}],
  ['an empty token', { access_token: '' }],
  ['a token that is no text', { access_token: 7 }],
  ['a token with a line break', { access_token: 'a\nb' }],
  ['a token of letters that no header carries', { access_token: 'žeton' }],
  ['a user', { data: { id: 'u1', type: 'user', attributes: { email: 'a@b.c' } } }],
  ['data that is a list', { data: [pair] }],
  ['a challenge', { data: { type: 'mfa_challenge', attributes: { challenge_id: 'c1' } } }],
])('%s holds no token', (_, body) => {
  expect(readTokens(body)).toBeNull()
})

describe('a challenge is found', () => {
  test.each<[string, unknown, ReturnType<typeof readChallenge>]>([
    [
      'in attributes',
      {
        data: {
          type: 'mfa_challenge',
          attributes: { challenge_id: 'c1', methods: ['totp', 'backup_code'], expires_at: '2026-01-01T00:05:00Z' },
        },
      },
      { challengeId: 'c1', methods: ['totp', 'backup_code'], expiresAt: '2026-01-01T00:05:00Z' },
    ],
    ['under data', { data: { challenge_id: 'c1', method: 'totp' } }, { challengeId: 'c1', methods: ['totp'], expiresAt: null }],
    ['in meta', { meta: { challenge_id: 'c1' } }, { challengeId: 'c1', methods: ['totp'], expiresAt: null }],
    ['flat', { challenge_id: 'c1', methods: ['totp', 7, null] }, { challengeId: 'c1', methods: ['totp'], expiresAt: null }],
  ])('%s', (_, body, expected) => {
    expect(readChallenge(body)).toEqual(expected)
  })

  test.each([[undefined], [null], [[]], [{}], [{ challenge_id: 7 }], [{ data: pair }]])('%j holds none', (body) => {
    expect(readChallenge(body)).toBeNull()
  })
})
