import { describe, expect, test } from 'vitest'
import { dueIn } from './dueIn.ts'

const SECOND = 1_000

describe('a read that went well', () => {
  test.each([
    [10 * SECOND, 0, 9 * SECOND],
    [10 * SECOND, 0.5, 10 * SECOND],
    [10 * SECOND, 1, 11 * SECOND],
    [null, 0.5, null],
  ])('with an interval of %s ms and chance %s is read again in %s ms', (interval, random, wait) => {
    expect(dueIn({ interval, failures: 0, retryAfter: null }, random)).toBe(wait)
  })
})

describe('a read that failed', () => {
  test.each([
    [1, 4 * SECOND],
    [2, 8 * SECOND],
    [3, 16 * SECOND],
    [5, 64 * SECOND],
    [6, 120 * SECOND],
    [500, 120 * SECOND],
  ])('%s times waits anything up to %s ms', (failures, most) => {
    for (const random of [0, 0.25, 1]) expect(dueIn({ interval: null, failures, retryAfter: null }, random)).toBe(most * random)
  })

  test('waits as long whatever its interval', () => {
    expect(dueIn({ interval: 1, failures: 2, retryAfter: null }, 0.5)).toBe(4 * SECOND)
  })

  test.each([
    [90 * SECOND, 90 * SECOND],
    [1 * SECOND, 2 * SECOND],
  ])('and was asked to wait %s ms waits %s ms', (retryAfter, wait) => {
    expect(dueIn({ interval: null, failures: 1, retryAfter }, 0.5)).toBe(wait)
  })
})
