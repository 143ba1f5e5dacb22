import { assert, jsonValue, property } from 'fast-check'
import { expect, test } from 'vitest'
import { optional, resource } from '../declare/index.ts'
import { validate } from './validate.ts'

const Contact = resource('contact', {
  name: 'string',
  email: 'email?',
  account_id: 'uuid|null?',
  tags: 'string[]?',
  labels: 'integer{}?',
  rights: '(read|write)[]?',
  status: 'active|archived!',
  born: 'date?',
  extra: 'json?',
})
const order = {
  kind: '=credit',
  amount: 'decimal',
  address: optional({ street: 'string', number: 'integer?' }),
  lines: [{ sku: 'string', rating: optional({ stars: 'integer' }) }],
} as const
const id = '0d9a2f2e-6a3c-4c55-9d7c-0a8b6a1d4f11'

test.each([
  [
    'a whole body',
    { name: 'A', email: 'a@b.c', account_id: id, tags: ['x'], labels: { a: 1 }, rights: ['read'], born: '2024-02-29', extra: null },
    [],
  ],
  ['left out and undefined alike', { name: 'A', email: undefined }, []],
  ['null where it is allowed', { name: 'A', account_id: null }, []],
  ['null where it is not', { name: null }, ['/name must be a string']],
  ['what is required', {}, ['/name is required']],
  ['what only the server writes', { name: 'A', status: 'active' }, ['/status is written by the server only']],
  ['what nobody declared', { name: 'A', nmae: 'B', unique_id: 'x' }, ['/nmae is not a field here', '/unique_id is not a field here']],
  [
    'items of lists and maps',
    { name: 'A', tags: ['x', 3], labels: { a: 1, b: 'x' } },
    ['/tags/1 must be a string', '/labels/b must be a whole number'],
  ],
  ['a list that is none', { name: 'A', tags: 'x', labels: [] }, ['/tags must be a list', '/labels must be an object']],
  ['choices', { name: 'A', rights: ['admin'] }, ['/rights/0 must be one of: read, write']],
  ['days that are none', { name: 'A', born: '2023-02-29' }, ['/born must be a day such as 2026-01-31']],
  ['a body that is no object', [], [' must be an object']],
])('a body with %s', (_, value, expected) => {
  expect(validate(Contact, value, { mode: 'body' }).map(({ path, message }) => `${path} ${message}`)).toEqual(expected)
})

test('a partial body requires nothing and still checks what is there', () => {
  expect(validate(Contact, {}, { mode: 'body', partial: true })).toEqual([])
  expect(validate(Contact, { email: 'x' }, { mode: 'body', partial: true })).toEqual([
    { path: '/email', message: 'must be an e-mail address' },
  ])
})

test('an answer has its stamps and what the server writes', () => {
  expect(
    validate(Contact, { unique_id: id, name: 'A', status: 'active', created_at: '2026-01-01T00:00:00.000Z' }, { mode: 'answer' }),
  ).toEqual([])
  expect(validate([Contact], [{ name: 'A' }], { mode: 'answer' })).toEqual([
    { path: '/0/unique_id', message: 'is required' },
    { path: '/0/status', message: 'is required' },
  ])
  expect(validate([Contact], {}, { mode: 'answer' })).toEqual([{ path: '', message: 'must be a list' }])
})

test('nested shapes, lists of shapes and constants are checked all the way down, partial or not', () => {
  expect(validate(order, { kind: 'credit', amount: 1, lines: [{ sku: 'a' }] }, { mode: 'body' })).toEqual([])
  expect(
    validate(
      order,
      { kind: 'debit', amount: Infinity, address: { number: 1.5 }, lines: [{ sku: 'a', rating: {} }, 3] },
      { mode: 'body', partial: true },
    ),
  ).toEqual([
    { path: '/kind', message: "must be 'credit'" },
    { path: '/amount', message: 'must be a number' },
    { path: '/address/street', message: 'is required' },
    { path: '/address/number', message: 'must be a whole number' },
    { path: '/lines/0/rating/stars', message: 'is required' },
    { path: '/lines/1', message: 'must be an object' },
  ])
})

test('a field that is called optional is a field', () => {
  expect(validate({ optional: 'boolean' }, { optional: true }, { mode: 'body' })).toEqual([])
  expect(validate({ inner: { optional: 'boolean' } }, { inner: {} }, { mode: 'body' })).toEqual([
    { path: '/inner/optional', message: 'is required' },
  ])
})

test('names from another world are names: they are escaped in paths and never reach a prototype', () => {
  const value: unknown = JSON.parse('{"__proto__": 1, "a/b~c": 2, "name": "A"}')
  expect(validate(Contact, value, { mode: 'body' }).map(({ path }) => path)).toEqual(['/__proto__', '/a~1b~0c'])
  expect(validate({ constructor: 'string' }, {}, { mode: 'body' })).toEqual([{ path: '/constructor', message: 'is required' }])
})

test.each([
  ['string', ['', 'x'], [1, null, {}]],
  ['email', ['a@b.c'], ['a', 'a@b', 'a b@c.d']],
  ['url', ['https://a.b', 'app:x'], ['nowhere']],
  ['uuid', [id, id.toUpperCase()], ['x', `${id}0`]],
  ['integer', [0, -3], [1.5, '1', 2 ** 53]],
  ['number', [0.5], [NaN, Infinity, '1']],
  ['boolean', [true, false], [0, 'true']],
  [
    'timestamp',
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.123+02:00'],
    ['2026-01-01', '2026-02-30T00:00:00Z', '2026-01-01T25:00:00Z', 0],
  ],
  ['time', ['23:59', '00:00:30'], ['24:00', '7:00']],
  ['json', [null, 0, {}, []], []],
  ['file', [new Blob(['x'])], ['x']],
  ['ref', [{ type: 'user', id: 'u' }], ['u', { type: 'user' }, null]],
])('the scalar %s takes what it means and nothing else', (word, good, bad) => {
  for (const value of good) expect(validate(word, value, { mode: 'body' })).toEqual([])
  for (const value of bad) expect(validate(word, value, { mode: 'body' })).toHaveLength(1)
})

test('any JSON at all gets an answer, and every path in it leads somewhere', () => {
  assert(
    property(jsonValue(), (value) => {
      for (const { path, message } of validate(Contact, value, { mode: 'body' })) {
        const names = path
          .split('/')
          .slice(1)
          .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
        const holder = names
          .slice(0, -1)
          .reduce<unknown>((inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined), value)
        if (message !== 'is required' && path !== '') expect(Object.hasOwn(Object(holder), names.at(-1) ?? '')).toBe(true)
      }
    }),
  )
})
