import { describe, expect, test } from 'vitest'
import { op, optional, paged, resource } from '../declare/index.ts'
import { isWritable, toRequest } from './request.ts'

const Thing = resource('thing', {
  name: 'string',
  note: 'string|null?',
  tags: 'string[]?',
  parts: optional([{ sku: 'string' }]),
  status: 'on|off!',
  count: 'integer!?',
})
const Person = resource('identity', { email: 'email?' }, { root: 'user' })
const listThings = op('GET jarvis/things', {
  about: 'List',
  query: paged({ search: 'string?', ids: 'string[]?', on: 'boolean?' }),
  returns: [Thing],
})
const getThing = op('GET jarvis/things/:id', { about: 'Read', returns: Thing })
const createThing = op('POST jarvis/things', { about: 'Create', body: Thing, returns: Thing })
const updateThing = op('PUT jarvis/things/:id', { about: 'Update', body: Thing, returns: Thing })
const deleteThing = op('DELETE jarvis/things/:id', { about: 'Delete', removes: Thing })
const updatePerson = op('PUT jarvis/identities/:id', { about: 'Update', body: Person })
const refresh = op('POST auth/refresh', { about: 'Refresh', auth: 'none', body: { refresh_token: 'string' } })
const credit = op('POST wallet/wallets/:code/transactions', {
  about: 'Credit',
  root: 'transaction',
  body: { transaction_type: '=credit', amount: 'decimal' },
})
const ask = op('POST jarvis/things/:id/ask', {
  about: 'Ask',
  root: 'message',
  body: { content: 'string' },
  streams: { token: { content: 'string' } },
})

const gateway = { baseUrl: 'https://api.example/v1', hosts: {} }
const host = { ...gateway, hosts: { jarvis: 'https://jarvis.example' } }
const refused = expect.objectContaining({ name: 'BlockstateError', code: 'invalid_input' })
const searchOf = (input: Record<string, unknown>, addresses = gateway): [string, string][] => [
  ...new URL(toRequest(listThings, input, 'app', addresses).url).searchParams,
]

describe('what both styles send', () => {
  test.each([
    ['the gateway', gateway, 'https://api.example/v1/jarvis/things/e1', { accept: 'application/json', 'app-id': 'app' }],
    ['a host', host, 'https://jarvis.example/things/e1', { accept: 'application/json', AppId: 'app' }],
  ])('a read at %s names the app and has no body', (_, addresses, url, headers) => {
    expect(toRequest(getThing, { id: 'e1' }, 'app', addresses)).toEqual({ method: 'GET', url, headers, body: undefined })
  })

  test('a write says that it sends JSON', () => {
    expect(toRequest(updateThing, { id: 'e1', name: 'Hall' }, 'app', gateway)).toEqual({
      method: 'PUT',
      url: 'https://api.example/v1/jarvis/things/e1',
      headers: { accept: 'application/json', 'app-id': 'app', 'content-type': 'application/json' },
      body: '{"thing":{"name":"Hall"}}',
    })
  })

  test('a stream is asked for as one, a refusal still welcome as JSON', () => {
    const { headers, body } = toRequest(ask, { id: 'e1', content: 'Why?' }, 'app', gateway)
    expect(headers['accept']).toMatch(/text\/event-stream.*application\/json/)
    expect(body).toBe('{"message":{"content":"Why?"}}')
  })

  test('a removal has neither body nor content type', () => {
    const { method, body, headers } = toRequest(deleteThing, { id: 'e1' }, 'app', gateway)
    expect([method, body, headers['content-type']]).toEqual(['DELETE', undefined, undefined])
  })
})

describe('a body with a file', () => {
  const upload = op('POST files/users/:id/files', {
    about: 'Upload',
    body: { kind: '=web', file: 'file?', tags: 'string[]?', is_public: 'boolean?', size: 'integer?', note: 'string|null?', extra: 'json?' },
  })
  const attach = op('POST crm/things/:id/pictures', {
    about: 'Attach',
    root: 'image',
    body: { file: 'file', more: 'file[]?', alt_text: 'string?' },
  })
  const file = new File(['four'], 'a.txt', { type: 'text/plain' })
  const partsOf = (body: unknown): unknown[] => (body instanceof FormData ? [...body] : [body])

  test('goes out as a form whose type the platform writes; lists, numbers and truths beside it as JSON, texts as they are', () => {
    const input = { id: 'u1', file, tags: ['a', 'b,c'], is_public: true, size: 3, note: null, extra: { at: [1] } }
    const { body, headers } = toRequest(upload, input, 'app', gateway)
    expect(headers).toEqual({ accept: 'application/json', 'app-id': 'app' })
    expect(partsOf(body)).toEqual([
      ['file', file],
      ['tags', '["a","b,c"]'],
      ['is_public', 'true'],
      ['size', '3'],
      ['note', 'null'],
      ['extra', '{"at":[1]}'],
      ['kind', 'web'],
    ])
  })

  test('names each part inside its root, and each file of a list under the same name', () => {
    const { body } = toRequest(attach, { id: 't1', file, more: [file, file], alt_text: '"front"' }, 'app', gateway)
    expect(partsOf(body)).toEqual([
      ['image[file]', file],
      ['image[more][]', file],
      ['image[more][]', file],
      ['image[alt_text]', '"front"'],
    ])
  })

  test('goes out as JSON where no file is given', () => {
    const { body, headers } = toRequest(upload, { id: 'u1', tags: [] }, 'app', gateway)
    expect([body, headers['content-type']]).toEqual(['{"tags":[],"kind":"web"}', 'application/json'])
  })
})

describe('the query', () => {
  test.each<[string, Record<string, unknown>, [string, string][]]>([
    ['nothing', {}, []],
    [
      'numbers',
      { page: 2, per_page: 10 },
      [
        ['page', '2'],
        ['per_page', '10'],
      ],
    ],
    [
      'false and zero',
      { on: false, page: 0 },
      [
        ['on', 'false'],
        ['page', '0'],
      ],
    ],
    ['text with delimiters', { search: 'a&b=c #1+1' }, [['search', 'a&b=c #1+1']]],
    ['empty text', { search: '' }, [['search', '']]],
    ['a list', { ids: ['a', 'b'] }, [['ids', 'a,b']]],
    [
      'a map',
      { filter: { status: 'on', created_at_gt: '2024-01-01' } },
      [
        ['filter[status]', 'on'],
        ['filter[created_at_gt]', '2024-01-01'],
      ],
    ],
    ['a list in a map', { filter: { status: ['on', 'off'] } }, [['filter[status]', 'on,off']]],
    ['a sort order', { sort: '-created_at' }, [['sort', '-created_at']]],
    ['what was left out', { search: undefined, filter: { status: undefined, a: null }, ids: null }, []],
  ])('%s', (_, input, expected) => {
    expect(searchOf(input)).toEqual(expected)
  })

  test('the page size is called per_page at the gateway and records at a host; a filter of that name keeps its own', () => {
    const input = { page: 1, per_page: 15, filter: { per_page: 1 } }
    expect(searchOf(input)).toEqual([
      ['page', '1'],
      ['per_page', '15'],
      ['filter[per_page]', '1'],
    ])
    expect(searchOf(input, host)).toEqual([
      ['page', '1'],
      ['records', '15'],
      ['filter[per_page]', '1'],
    ])
  })
})

describe('the body', () => {
  test.each<[string, Parameters<typeof toRequest>[0], Record<string, unknown>, string]>([
    ['is wrapped in the type of its resource', createThing, { name: 'Hall' }, '{"thing":{"name":"Hall"}}'],
    ['is wrapped in the root of its resource', updatePerson, { id: 'u1', email: 'a@b.c' }, '{"user":{"email":"a@b.c"}}'],
    ['is flat where a plain shape names no root', refresh, { refresh_token: 'r' }, '{"refresh_token":"r"}'],
    ['has its constants filled in', credit, { code: 'W1', amount: 12.5 }, '{"transaction":{"amount":12.5,"transaction_type":"credit"}}'],
    [
      'keeps null, false and nested values',
      createThing,
      { name: 'a', note: null, parts: [{ sku: 's' }] },
      '{"thing":{"name":"a","note":null,"parts":[{"sku":"s"}]}}',
    ],
    ['lacks what was left out', createThing, { name: 'a', note: undefined }, '{"thing":{"name":"a"}}'],
    ['holds no path parameter', updateThing, { id: 'e1', note: 'x' }, '{"thing":{"note":"x"}}'],
  ])('%s', (_, operation, input, body) => {
    expect(JSON.parse(String(toRequest(operation, input, 'app', gateway).body))).toEqual(JSON.parse(body))
  })

  test.each<[string, Parameters<typeof toRequest>[0], Record<string, unknown>, string]>([
    ['a field nobody declared', updateThing, { id: 'e1', naem: 'x' }, 'naem'],
    ['a field only the server writes', updateThing, { id: 'e1', status: 'on' }, 'status'],
    ['an optional field only the server writes', createThing, { name: 'a', count: 1 }, 'count'],
    ['a constant', credit, { code: 'W1', amount: 1, transaction_type: 'debit' }, 'transaction_type'],
    ['a query nobody declared', listThings, { serach: 'x' }, 'serach'],
    ['a body for a read', getThing, { id: 'e1', name: 'x' }, 'name'],
    ['a member of every object', createThing, { name: 'a', constructor: 'x' }, 'constructor'],
    ['__proto__', createThing, JSON.parse('{"name":"a","__proto__":{"x":1}}'), '__proto__'],
  ])('refuses %s and names it', (_, operation, input, name) => {
    expect(() => toRequest(operation, input, 'app', gateway)).toThrow(refused)
    expect(() => toRequest(operation, input, 'app', gateway)).toThrow(name)
  })

  test('an undeclared field without a value is no field', () => {
    expect(toRequest(createThing, { name: 'a', nonsense: undefined }, 'app', gateway).body).toBe('{"thing":{"name":"a"}}')
  })

  test('a missing path parameter is refused', () => {
    expect(() => toRequest(updateThing, { name: 'x' }, 'app', gateway)).toThrow(refused)
  })
})

test.each([
  ['string', true],
  ['string|null?', true],
  ['string!', false],
  ['string!?', false],
  ['string?!', false],
  ['=credit', false],
  [{ street: 'string' }, true],
  [[{ sku: 'string' }], true],
])('a field declared %j is writable: %s', (field, writable) => {
  expect(isWritable(field)).toBe(writable)
})
