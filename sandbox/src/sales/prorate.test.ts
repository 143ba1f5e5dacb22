import fc from 'fast-check'
import { expect, test } from 'vitest'
import { discountOf } from './discountOf.ts'
import { periodEnd } from './periodEnd.ts'
import { prorate } from './prorate.ts'

const day = 86_400_000
const price = fc.integer({ min: 0, max: 99_999_999_999_999 })

test('a share is rounded half up', () => {
  expect([prorate(3000, 10 * day, 30 * day), prorate(1, 1, 2), prorate(1, 1, 3), prorate(100, 0, 30)]).toEqual([1000, 1, 0, 0])
})

test('the two shares of a price make the price, to a cent at most, and neither is below zero', () => {
  fc.assert(
    fc.property(price, fc.integer({ min: 1, max: 366 * day }), fc.nat(), (minor, whole, some) => {
      const part = some % (whole + 1)
      const [left, taken] = [prorate(minor, part, whole), prorate(minor, whole - part, whole)]
      expect(Math.min(left, taken)).toBeGreaterThanOrEqual(0)
      expect(left + taken - minor).toBeGreaterThanOrEqual(0)
      expect(left + taken - minor).toBeLessThanOrEqual(1)
      expect(prorate(minor, whole, whole)).toBe(minor)
    }),
  )
})

test('a discount is never more than there is to pay', () => {
  fc.assert(
    fc.property(
      price,
      fc.integer({ min: 1, max: 10_000 }),
      fc.constantFrom('percentage' as const, 'fixed' as const),
      (total, value, type) => {
        const taken = discountOf({ discount_type: type, value_minor: value }, total)
        expect(taken).toBeGreaterThanOrEqual(0)
        expect(taken).toBeLessThanOrEqual(total)
      },
    ),
  )
  expect(discountOf({ discount_type: 'percentage', value_minor: 10_000 }, 777)).toBe(777)
  expect(discountOf({ discount_type: 'percentage', value_minor: 1250 }, 100)).toBe(13)
})

test.each([
  ['monthly', '2026-01-31T10:30:00.000Z', 1, '2026-02-28T10:30:00.000Z'],
  ['monthly', '2026-01-31T10:30:00.000Z', 2, '2026-03-31T10:30:00.000Z'],
  ['monthly', '2026-11-30T00:00:00.000Z', 3, '2027-02-28T00:00:00.000Z'],
  ['yearly', '2028-02-29T00:00:00.000Z', 1, '2029-02-28T00:00:00.000Z'],
  ['weekly', '2026-12-30T00:00:00.000Z', 2, '2027-01-13T00:00:00.000Z'],
] as const)('%s from %s on, period %i ends at %s', (period, beginning, count, end) => {
  expect(new Date(periodEnd(Date.parse(beginning), period, count)).toISOString()).toBe(end)
})
