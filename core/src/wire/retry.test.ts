import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRetryAfter, retryDelay } from './retry.ts'
import type { ErrorCode } from './error.ts'

const now = Date.parse('2026-10-21T07:28:00Z')

describe('Retry-After', () => {
  test.each([
    ['seconds', '2', 2000],
    ['none at all', '0', 0],
    ['parts of a second', '1.5', 1500],
    ['seconds among blanks', ' 3 ', 3000],
    ['an hour', '3600', 3_600_000],
    ['a date to come', 'Wed, 21 Oct 2026 07:28:30 GMT', 30_000],
    ['a date gone by', 'Wed, 21 Oct 2026 07:27:00 GMT', 0],
    ['a date in the form of RFC 850', 'Wednesday, 21-Oct-26 07:28:05 GMT', 5000],
    ['nothing', null, null],
    ['empty', '', null],
    ['a word', 'soon', null],
    ['words with a number', 'in 5 minutes', null],
    ['a negative number', '-5', null],
    ['a number with its unit', '5s', null],
  ])('%s', (_, header, expected) => {
    expect(readRetryAfter(header, now)).toBe(expected)
  })
})

const error = (
  code: ErrorCode,
  status = 0,
  retryAfter: number | null = null,
): {
  code: ErrorCode
  status: number
  retryAfter: number | null
} => ({ code, status, retryAfter })
const half = { attempt: 1, attempts: 3, random: () => 0.5 }

describe('trying again', () => {
  // What went wrong; then the wait of a GET, and of each method that writes.
  test.each<[string, ReturnType<typeof error>, number | null, number | null]>([
    ['a lost connection', error('network'), 500, null],
    ['a timeout', error('timeout'), 500, null],
    ['408', error('timeout', 408), 500, null],
    ['500', error('server', 500), 500, null],
    ['502', error('server', 502), 500, null],
    ['503', error('server', 503), 500, null],
    ['504', error('server', 504), 500, null],
    ['503 with Retry-After', error('server', 503, 7000), 7000, 7000],
    ['502 with Retry-After', error('server', 502, 7000), 7000, null],
    ['429', error('rate_limited', 429), 500, 500],
    ['429 with Retry-After', error('rate_limited', 429, 2000), 2000, 2000],
    ['429 with no wait at all', error('rate_limited', 429, 0), 0, 0],
    ['429 with the longest wait we obey', error('rate_limited', 429, 60_000), 60_000, 60_000],
    ['429 with a longer one', error('rate_limited', 429, 60_001), null, null],
    ['503 with a longer one', error('server', 503, 3_600_000), null, null],
    ['400', error('invalid', 400), null, null],
    ['401', error('unauthorized', 401), null, null],
    ['403', error('forbidden', 403), null, null],
    ['404', error('not_found', 404), null, null],
    ['409', error('conflict', 409), null, null],
    ['422', error('invalid', 422), null, null],
    ['garbage', error('protocol', 200), null, null],
    ['taken back', error('aborted'), null, null],
    ['a broken stream', error('interrupted'), null, null],
    ['an input that cannot be right', error('invalid_input'), null, null],
  ])('after %s', (_, problem, read, write) => {
    expect(retryDelay(problem, { method: 'GET', ...half })).toBe(read)
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(retryDelay(problem, { method, ...half })).toBe(write)
  })

  test.each([
    [1, 3, 500],
    [2, 3, 1000],
    [3, 3, null],
    [4, 3, null],
    [1, 1, null],
  ])('try %i of %i', (attempt, attempts, expected) => {
    expect(retryDelay(error('network'), { method: 'GET', attempt, attempts, random: () => 0.5 })).toBe(expected)
  })

  test('the last try is the last, whatever the server would like', () => {
    expect(retryDelay(error('rate_limited', 429, 1), { method: 'GET', attempt: 3, attempts: 3, random: () => 0.5 })).toBeNull()
  })

  test('waits anywhere between nothing and 1, 2, 4 … 30 s', () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), chance, (attempt, random) => {
        const wait = retryDelay(error('server', 500), { method: 'GET', attempt, attempts: 100, random: () => random })
        const most = [1000, 2000, 4000, 8000, 16_000][attempt - 1] ?? 30_000
        expect(wait).toBeGreaterThanOrEqual(0)
        expect(wait).toBeCloseTo(random * most, 6)
      }),
    )
  })
})
