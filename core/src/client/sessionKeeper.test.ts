import { describe, expect, test } from 'vitest'
import type { SessionRecord } from '../model/session.ts'
import { turn } from '../testing/turn.ts'
import { until } from '../testing/until.ts'
import { virtualPlatform } from '../testing/virtualPlatform.ts'
import { BlockstateError } from '../wire/error.ts'
import type { TokenGrant } from '../wire/tokens.ts'
import { createSessionKeeper } from './sessionKeeper.ts'
import type { SessionKeeper } from './sessionKeeper.ts'

const KEY = 'blockstate:demo'
const user = { unique_id: 'u1', email: 'ada@example.com' }
const signedIn: SessionRecord = {
  version: 2,
  session: 's1',
  generation: 1,
  accessToken: 'a1',
  refreshToken: 'r1',
  grantedAt: 0,
  expiresAt: 1_000_000,
  skew: 0,
  user,
}
const grant = (number: number): TokenGrant => ({ accessToken: `a${number}`, refreshToken: `r${number}`, expiresIn: 3600 })
const refusal = (status: number): BlockstateError =>
  new BlockstateError(status >= 500 ? 'server' : 'unauthorized', 'No.', {
    status,
    errors: [{ status, code: 'no', title: 'No', detail: null, source: null }],
  })

interface World {
  keeper: SessionKeeper
  /** The refresh tokens that were sent. */
  sent: string[]
  /** Answers the oldest refresh under way. */
  answer: (outcome: TokenGrant | Error) => Promise<void>
  stored: () => SessionRecord | null
  /** The statuses shown, from the first change on, `turned` where an epoch ended. */
  shown: string[]
  setNow: (now: number) => void
}

function world(record: SessionRecord | string | null = signedIn): World {
  const entries = new Map<string, string>()
  if (record !== null) entries.set(KEY, typeof record === 'string' ? record : JSON.stringify(record))
  const sent: string[] = []
  const shown: string[] = []
  const waiting: ((outcome: TokenGrant | Error) => void)[] = []
  let now = 0
  const keeper = createSessionKeeper({
    storage: {
      getItem: (key) => entries.get(key) ?? null,
      setItem: (key, value) => void entries.set(key, value),
      removeItem: (key) => void entries.delete(key),
    },
    storageKey: KEY,
    platform: { ...virtualPlatform().platform, now: () => now },
    over: new AbortController().signal,
    mint: () => 's2',
    refresh: (token) => {
      sent.push(token)
      return new Promise((resolve, reject) => waiting.push((outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome))))
    },
    turned: () => shown.push('turned'),
  })
  keeper.$session.listen(({ status }) => shown.push(status))
  return {
    keeper,
    sent,
    shown,
    answer: async (outcome) => {
      await until(() => waiting.length > 0)
      waiting.shift()?.(outcome)
      await turn()
    },
    stored: () => JSON.parse(entries.get(KEY) ?? 'null'),
    setNow: (time) => {
      now = time
    },
  }
}

const outcomesOf = async (promises: Promise<unknown>[]): Promise<unknown[]> =>
  (await Promise.allSettled(promises)).map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : outcome.reason.code))
const times = <T>(count: number, run: () => T): T[] => Array.from({ length: count }, run)

describe('a keeper begins', () => {
  test('as whoever is stored, without showing a token', () => {
    const { keeper } = world()
    expect(keeper.$session.value).toEqual({ status: 'authenticated', user, expiresAt: 1_000_000 })
    expect(JSON.stringify(keeper.$session.value)).not.toMatch(/a1|r1/)
  })

  test.each([
    ['nothing', null],
    ['garbage', '{'],
    ['another version', '{"version":1,"accessToken":"a1"}'],
  ])('anonymous where %s is stored', async (_, record) => {
    const { keeper, sent } = world(record)
    expect(keeper.$session.value).toEqual({ status: 'anonymous' })
    expect(await keeper.bearer()).toBeNull()
    expect(sent).toEqual([])
  })

  test('in memory where there is no storage', async () => {
    const keeper = createSessionKeeper({
      storage: null,
      storageKey: KEY,
      platform: { ...virtualPlatform().platform, now: () => 0 },
      over: new AbortController().signal,
      mint: () => 's',
      refresh: async () => grant(2),
      turned: () => {},
    })
    keeper.begin(grant(1), user)
    expect(await keeper.bearer()).toBe('a1')
    keeper.end()
    expect(await keeper.bearer()).toBeNull()
  })
})

describe('the token to send', () => {
  test('is the one there is, while it lives', async () => {
    const { keeper, sent } = world()
    expect(await keeper.bearer()).toBe('a1')
    expect(sent).toEqual([])
  })

  test('is renewed first where its life is over, once for 50 calls', async () => {
    const { keeper, sent, answer, stored, setNow } = world()
    setNow(1_000_000)
    const calls = times(50, () => keeper.bearer())
    await answer(grant(2))
    expect(await Promise.all(calls)).toEqual(times(50, () => 'a2'))
    expect(sent).toEqual(['r1'])
    expect(stored()).toMatchObject({ accessToken: 'a2', refreshToken: 'r2', generation: 2, expiresAt: 4_600_000, user })
  })

  test('is the spent one where nothing can renew it: the server decides', async () => {
    const { keeper, sent, setNow } = world({ ...signedIn, refreshToken: null })
    setNow(2_000_000)
    expect(await keeper.bearer()).toBe('a1')
    expect(sent).toEqual([])
  })
})

describe('a refused token', () => {
  test('is renewed once for 50 calls that were refused at the same time', async () => {
    const { keeper, sent, answer, shown } = world()
    const calls = times(50, () => keeper.renewed('a1'))
    await answer(grant(2))
    expect(await Promise.all(calls)).toEqual(times(50, () => 'a2'))
    expect(sent).toEqual(['r1'])
    expect(shown).not.toContain('turned')
  })

  test('is not renewed again by a call that was refused a little later', async () => {
    const { keeper, sent, answer } = world()
    const first = keeper.renewed('a1')
    const second = keeper.renewed('a1')
    await answer(grant(2))
    expect(await Promise.all([first, second, keeper.renewed('a1')])).toEqual(['a2', 'a2', 'a2'])
    expect(sent).toEqual(['r1'])
  })

  test('is renewed with the newest refresh token, each of which is sent once', async () => {
    const { keeper, sent, answer } = world()
    for (const number of [2, 3, 4]) {
      const call = keeper.renewed(`a${number - 1}`)
      await answer(grant(number))
      expect(await call).toBe(`a${number}`)
    }
    expect(sent).toEqual(['r1', 'r2', 'r3'])
  })

  test('is renewed whichever of bearer and renewed was asked first', async () => {
    const { keeper, sent, answer, setNow } = world()
    setNow(1_000_000)
    const calls = [keeper.bearer(), keeper.renewed('a1'), keeper.bearer()]
    await answer(grant(2))
    expect(await Promise.all(calls)).toEqual(['a2', 'a2', 'a2'])
    expect(sent).toEqual(['r1'])
  })
})

describe('a refresh that gets no answer', () => {
  test.each([
    ['offline', new BlockstateError('network', 'No answer.')],
    ['too late', new BlockstateError('timeout', 'Too late.')],
    ['429', refusal(429)],
    ['500', refusal(500)],
    ['503', refusal(503)],
    ['with an answer that says nothing', new BlockstateError('protocol', 'No token.', { status: 200 })],
    ['with an error of somebody else', new TypeError('fetch failed')],
  ])('(%s) fails the calls and leaves the session alive', async (_, reason) => {
    const { keeper, sent, answer, stored, shown, setNow } = world()
    const calls = Promise.allSettled(times(50, () => keeper.renewed('a1')))
    await answer(reason)
    expect((await calls).every((outcome) => outcome.status === 'rejected' && outcome.reason === reason)).toBe(true)
    expect(keeper.$session.value).toMatchObject({ status: 'authenticated' })
    expect(stored()).toEqual(signedIn)
    expect(shown).toEqual([])
    expect(await outcomesOf([keeper.renewed('a1').catch((error) => error)])).toEqual([reason])
    expect(sent).toEqual(['r1'])

    setNow(1_000)
    const next = keeper.renewed('a1')
    await answer(grant(2))
    expect(await next).toBe('a2')
    expect(sent).toEqual(['r1', 'r1'])
  })
})

describe('a refused refresh', () => {
  test.each([400, 401, 403])('(%i) ends the session, once for 50 calls', async (status) => {
    const { keeper, sent, answer, stored, shown } = world()
    const signal = keeper.signal()
    const calls = outcomesOf(times(50, () => keeper.renewed('a1')))
    await answer(refusal(status))
    expect(await calls).toEqual(times(50, () => 'session_expired'))
    expect(shown).toEqual(['turned', 'expired'])
    expect(keeper.$session.value).toMatchObject({ status: 'expired', error: { code: 'session_expired' } })
    expect([sent, stored(), signal.aborted, keeper.signal().aborted]).toEqual([['r1'], null, true, false])
    expect(await keeper.bearer()).toBeNull()
  })

  test('ends it once, also for a call that is refused afterwards', async () => {
    const { keeper, answer, shown } = world()
    const first = outcomesOf([keeper.renewed('a1')])
    await answer(refusal(401))
    expect([...(await first), ...(await outcomesOf([keeper.renewed('a1')]))]).toEqual(['session_expired', 'session_expired'])
    expect(shown).toEqual(['turned', 'expired'])
  })

  test('is no different where there is nothing to renew with', async () => {
    const { keeper, sent, shown, stored } = world({ ...signedIn, refreshToken: null })
    expect(await outcomesOf(times(50, () => keeper.renewed('a1')))).toEqual(times(50, () => 'session_expired'))
    expect(shown).toEqual(['turned', 'expired'])
    expect([sent, stored()]).toEqual([[], null])
  })

  test('lets somebody sign in anew', async () => {
    const { keeper, answer, sent } = world()
    const call = outcomesOf([keeper.renewed('a1')])
    await answer(refusal(401))
    await call
    keeper.begin(grant(5), user)
    const next = keeper.renewed('a5')
    await answer(grant(6))
    expect([await next, sent]).toEqual(['a6', ['r1', 'r5']])
  })
})

describe('a refresh that comes too late', () => {
  test.each<[string, TokenGrant | Error]>([
    ['with tokens', grant(2)],
    ['with a refusal', refusal(401)],
    ['with nothing', refusal(503)],
  ])('(%s) changes nothing after a sign-out', async (_, outcome) => {
    const { keeper, answer, stored, shown, sent } = world()
    const call = outcomesOf([keeper.renewed('a1')])
    await until(() => sent.length === 1)
    keeper.end()
    await answer(outcome)
    expect(await call).not.toEqual(['a2'])
    expect(keeper.$session.value).toEqual({ status: 'anonymous' })
    expect([stored(), await keeper.bearer()]).toEqual([null, null])
    expect(shown).toEqual(['turned', 'anonymous'])
  })

  test.each<[string, TokenGrant | Error]>([
    ['with tokens', grant(2)],
    ['with a refusal', refusal(401)],
  ])('(%s) changes nothing for the next user', async (_, outcome) => {
    const { keeper, answer, stored, sent } = world()
    const call = outcomesOf([keeper.renewed('a1')])
    await until(() => sent.length === 1)
    keeper.begin(grant(7), { unique_id: 'u2' })
    await answer(outcome)
    expect(await call).not.toEqual(['a2'])
    expect(keeper.$session.value).toMatchObject({ status: 'authenticated', user: { unique_id: 'u2' } })
    expect([stored()?.accessToken, await keeper.bearer()]).toEqual(['a7', 'a7'])
  })

  test('leaves the refresh of the next user alone', async () => {
    const { keeper, answer, sent } = world()
    const late = outcomesOf([keeper.renewed('a1')])
    await until(() => sent.length === 1)
    keeper.begin(grant(7), { unique_id: 'u2' })
    const calls = times(2, () => keeper.renewed('a7'))
    await answer(refusal(401))
    calls.push(keeper.renewed('a7'))
    await answer(grant(8))
    expect(await Promise.all(calls)).toEqual(['a8', 'a8', 'a8'])
    expect(sent).toEqual(['r1', 'r7'])
    await late
  })
})

test('a refusal that comes after a sign-out leaves it a sign-out', async () => {
  const { keeper, shown, sent } = world()
  keeper.end()
  const [outcome] = await Promise.allSettled([keeper.renewed('a1')])
  expect(outcome?.status).toBe('rejected')
  expect(keeper.$session.value).toEqual({ status: 'anonymous' })
  expect([shown, sent]).toEqual([['turned', 'anonymous'], []])
})

describe('an epoch ends', () => {
  test.each<[string, (keeper: SessionKeeper) => void, string[]]>([
    ['with a sign-out', (keeper) => void keeper.end(), ['turned', 'anonymous']],
    ['with a sign-in', (keeper) => keeper.begin(grant(2), user), ['turned', 'authenticated']],
    [
      'with the first step of a sign-in that has two',
      (keeper) => keeper.challenge({ challengeId: 'c1', methods: ['totp'], expiresAt: null }),
      ['turned', 'mfa_required'],
    ],
  ])('%s, before it shows', (_, act, expected) => {
    const { keeper, shown } = world()
    const signal = keeper.signal()
    act(keeper)
    expect(shown).toEqual(expected)
    expect(keeper.signal()).not.toBe(signal)
    expect(signal.aborted).toBe(true)
    expect(signal.reason).toMatchObject({ name: 'BlockstateError', code: 'aborted' })
    expect(keeper.signal().aborted).toBe(false)
  })

  test('not with a refresh, nor with news of the same user', async () => {
    const { keeper, answer, shown } = world()
    const signal = keeper.signal()
    const call = keeper.renewed('a1')
    await answer(grant(2))
    await call
    keeper.tells({ ...user, email: 'new@example.com' })
    expect([keeper.signal() === signal, signal.aborted, shown.includes('turned')]).toEqual([true, false, false])
  })
})

describe('a sign-in', () => {
  const refused = new BlockstateError('unauthorized', 'Wrong password.', { status: 401 })
  const challenge = { challengeId: 'c1', methods: ['totp'], expiresAt: null }

  test('shows its steps, and is stored', () => {
    const { keeper, shown, stored } = world(null)
    keeper.authenticating()
    keeper.challenge(challenge)
    keeper.authenticating()
    keeper.begin(grant(1), user)
    expect(shown.filter((step) => step !== 'turned')).toEqual(['authenticating', 'mfa_required', 'authenticating', 'authenticated'])
    expect(stored()).toEqual({
      ...signedIn,
      session: 's2',
      expiresAt: 3_600_000,
    })
  })

  test('that fails leaves nobody signed in, and says why', () => {
    const { keeper } = world(null)
    keeper.authenticating()
    keeper.failed(refused)
    expect(keeper.$session.value).toEqual({ status: 'anonymous', error: refused })
  })

  test('that fails leaves whoever was signed in', async () => {
    const { keeper } = world()
    keeper.authenticating()
    keeper.failed(refused)
    expect(keeper.$session.value).toEqual({ status: 'authenticated', user, expiresAt: 1_000_000 })
    expect(await keeper.bearer()).toBe('a1')
  })

  test('may try another code for the same challenge', () => {
    const { keeper } = world(null)
    keeper.challenge(challenge)
    keeper.authenticating()
    keeper.failed(refused)
    expect(keeper.$session.value).toEqual({ status: 'mfa_required', challenge, error: refused })
  })

  test('begins anew where the challenge is over', () => {
    const { keeper } = world(null)
    const over = new BlockstateError('invalid', 'Over.', { status: 422 })
    keeper.challenge(challenge)
    keeper.authenticating()
    keeper.failed(over)
    expect(keeper.$session.value).toEqual({ status: 'anonymous', error: over })
  })

  test('as somebody else keeps nothing of the one before', () => {
    const { keeper, stored } = world()
    keeper.begin({ accessToken: 'b1', refreshToken: null, expiresIn: null }, null)
    expect(stored()).toEqual({
      ...signedIn,
      session: 's2',
      generation: 2,
      accessToken: 'b1',
      refreshToken: null,
      expiresAt: null,
      user: null,
    })
  })
})

describe('news of a user', () => {
  test('is merged and stored', () => {
    const { keeper, stored } = world()
    keeper.tells({ unique_id: 'u1', first_name: 'Ada' })
    expect(keeper.$session.value).toMatchObject({ user: { ...user, first_name: 'Ada' } })
    expect(stored()?.user).toEqual({ ...user, first_name: 'Ada' })
  })

  test('says who it is where that was not known', () => {
    const { keeper } = world({ ...signedIn, user: null })
    keeper.tells(user)
    expect(keeper.$session.value).toMatchObject({ user })
  })

  test.each<[string, SessionRecord | null, string]>([
    ['nobody signed in', null, 'u1'],
    ['another user', signedIn, 'u2'],
  ])('is passed over with %s', (_, record, unique_id) => {
    const { keeper, shown } = world(record)
    keeper.tells({ unique_id, email: 'other@example.com' })
    expect(shown).toEqual([])
  })
})
