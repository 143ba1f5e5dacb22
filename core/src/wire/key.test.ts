import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { op, paged, resource } from '../declare/index.ts'
import { keyOf, makesStale } from './key.ts'

const Thing = resource('thing', { name: 'string' })
const listThings = op('GET jarvis/things', { about: 'List', query: paged({ search: 'string?' }), returns: [Thing] })
const getThing = op('GET jarvis/things/:id', { about: 'Read', returns: Thing })
const listParts = op('GET jarvis/things/:id/parts', { about: 'List', query: paged(), returns: [Thing] })

/** The same value, every object's members in reverse. */
const reversed = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(reversed)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([name, entry]) => [name, reversed(entry)]),
        )
      : value

const inputs = fc.dictionary(fc.constantFrom('page', 'per_page', 'search', 'sort', 'filter'), fc.jsonValue({ maxDepth: 3 }))

describe('a read has one key', () => {
  test('whatever order its input was written in', () => {
    expect(keyOf(listThings, { page: 1, filter: { a: 1, b: [2, { d: 3, c: 4 }] } })).toBe(
      keyOf(listThings, { filter: { b: [2, { c: 4, d: 3 }], a: 1 }, page: 1 }),
    )
  })

  test('in any order of any input', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const turned = Object.entries(input)
          .reverse()
          .map(([name, entry]) => [name, reversed(entry)])
        expect(keyOf(listThings, Object.fromEntries(turned))).toBe(keyOf(listThings, input))
      }),
    )
  })

  test('with and without what was left out', () => {
    expect(keyOf(listThings, { page: 1, search: undefined })).toBe(keyOf(listThings, { page: 1 }))
  })
})

describe('two reads never share a key', () => {
  test.each<[string, string, string]>([
    ['another page', keyOf(listThings, { page: 1 }), keyOf(listThings, { page: 2 })],
    ['another order of a list', keyOf(listThings, { filter: { a: ['x', 'y'] } }), keyOf(listThings, { filter: { a: ['y', 'x'] } })],
    ['other borders between words', keyOf(listThings, { filter: { a: ['a', 'bc'] } }), keyOf(listThings, { filter: { a: ['ab', 'c'] } })],
    ['a comma', keyOf(listThings, { filter: { a: ['a,b'] } }), keyOf(listThings, { filter: { a: ['a', 'b'] } })],
    ['text that looks like JSON', keyOf(listThings, { search: '{"page":1}' }), keyOf(listThings, { page: 1 })],
    ['an id with a slash', keyOf(getThing, { id: 'e1/parts' }), keyOf(listParts, { id: 'e1' })],
    ['an id with a query', keyOf(getThing, { id: 'e1?{}' }), keyOf(getThing, { id: 'e1' })],
    ['another operation', keyOf(getThing, { id: 'e1' }), keyOf(listThings, {})],
    ['a member called __proto__', keyOf(listThings, { filter: JSON.parse('{"__proto__":1}') }), keyOf(listThings, { filter: {} })],
  ])('%s', (_, one, other) => {
    expect(one).not.toBe(other)
  })

  test('whatever their inputs and ids', () => {
    const reads = fc.tuple(fc.constantFrom('e1', 'e1/parts', 'e1?', 'e', '1'), inputs)
    fc.assert(
      fc.property(reads, reads, ([id, input], [otherId, otherInput]) => {
        // The wire knows no negative zero: both are sent as 0.
        const alike = id === otherId && JSON.stringify(sorted(input)) === JSON.stringify(sorted(otherInput))
        expect(keyOf(listParts, { id, ...input }) === keyOf(listParts, { id: otherId, ...otherInput })).toBe(alike)
      }),
      { numRuns: 1000 },
    )
  }, 30_000)
})

/** An object as a list of its members by name: comparable as text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return ['list', ...value.map(sorted)]
  if (typeof value !== 'object' || value === null) return value
  const names = Object.keys(value).sort()
  const members = new Map(Object.entries(value))
  return ['object', ...names.map((name) => [name, sorted(members.get(name))])]
}

test('a key without a usable id is refused', () => {
  expect(() => keyOf(getThing, { id: '..' })).toThrow(expect.objectContaining({ code: 'invalid_input' }))
})

test.each([
  ['POST', 'jarvis/things', 'jarvis/things', true],
  ['POST', 'jarvis/things/e1/parts', 'jarvis/things/e1', true],
  ['POST', 'jarvis/things/e1/parts', 'jarvis/things', true],
  ['POST', 'jarvis/things', 'jarvis/things/e1', true],
  ['DELETE', 'jarvis/things/e1', 'jarvis/things/e1/parts', true],
  ['PUT', 'jarvis/things/e1', 'jarvis/things/e1', true],
  ['PUT', 'jarvis/things/e1', 'jarvis/things', true],
  ['PUT', 'jarvis/things/e1', 'jarvis/things/e1/parts', false],
  ['PATCH', 'jarvis/things/e1', 'jarvis/things/e1/parts', false],
  ['POST', 'jarvis/things/e1', 'jarvis/things/e10', false],
  ['POST', 'jarvis/things/e10/parts', 'jarvis/things/e1', false],
  ['DELETE', 'jarvis/things/e1', 'jarvis/agents', false],
  ['POST', 'jarvis/things', 'crm/things', false],
])('%s %s makes a read of %s stale: %s', (method, written, read, stale) => {
  expect(makesStale(method, written, read)).toBe(stale)
})
