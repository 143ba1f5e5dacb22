import fc from 'fast-check'
import { expect, test } from 'vitest'
import { same } from './json.ts'

test.each<[unknown, unknown, boolean]>([
  [1, 1, true],
  [1, '1', false],
  [null, undefined, false],
  [null, {}, false],
  [[], {}, false],
  [{}, [], false],
  [[1, 2], [1, 2], true],
  [[1, 2], [2, 1], false],
  [[1], [1, 2], false],
  [{ a: 1, b: { c: [null] } }, { b: { c: [null] }, a: 1 }, true],
  [{ a: 1 }, { b: 1 }, false],
  [{ a: undefined }, { b: undefined }, false],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ toString: 1 }, {}, false],
])('%j and %j are the same: %s', (one, other, expected) => {
  expect(same(one, other)).toBe(expected)
})

test('JSON values are the same as their copies, in either order', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, other) => {
      // JSON has one zero.
      const [one, two]: unknown[] = [JSON.parse(JSON.stringify(value)), JSON.parse(JSON.stringify(other))]
      expect(same(one, JSON.parse(JSON.stringify(value)))).toBe(true)
      expect(same(one, two)).toBe(same(two, one))
    }),
  )
})
