import { describe, expect, test } from 'vitest'
import { op, paged, resource } from '../declare/index.ts'
import type { Operation } from '../declare/index.ts'
import { readAnswer } from './document.ts'
import type { Answer } from './document.ts'

const Thing = resource('thing', { name: 'string?' })
const Wallet = resource('wallet', { wallet_code: 'string', balance: 'decimal?' }, { id: 'wallet_code' })
const getThing = op('GET jarvis/things/:id', { about: 'Read', returns: Thing })
const getWallet = op('GET wallet/wallets/:code', { about: 'Read', returns: Wallet })
const listThings = op('GET jarvis/things', { about: 'List', query: paged(), returns: [Thing] })
const listAll = op('GET jarvis/things/all', { about: 'List all', returns: [Thing] })
const ask = op('POST jarvis/things/:id/ask', { about: 'Ask', returns: { answer: 'string' } })
const deleteThing = op('DELETE jarvis/things/:id', { about: 'Delete', removes: Thing })

const head = (status: number, headers: Record<string, string> = {}): { status: number; header: (name: string) => string | null } => ({
  status,
  header: (name) => headers[name] ?? null,
})
const read = (operation: Operation, body: unknown, status = 200): Answer =>
  readAnswer(operation, head(status), typeof body === 'string' ? body : JSON.stringify(body), { page: 1, perPage: 2 }, 0)
const thing = (id: string, fields: Record<string, unknown>): unknown => ({ type: 'thing', id, fields: { unique_id: id, ...fields } })
const refused = (code: string, facts: Record<string, unknown> = {}): unknown =>
  expect.objectContaining({ name: 'BlockstateError', code, ...facts })

describe('a record is read from', () => {
  test.each<[string, unknown, unknown]>([
    [
      'a JSON:API document',
      { data: { id: '1', type: 'thing', attributes: { unique_id: 'e1', name: 'Hall' } } },
      thing('e1', { name: 'Hall' }),
    ],
    [
      'a document whose type is spelt otherwise',
      { data: { id: '1', type: 'EntityThing', attributes: { unique_id: 'e1' } } },
      thing('e1', {}),
    ],
    ['attributes without a unique_id', { data: { id: 'e1', type: 'thing', attributes: { name: 'Hall' } } }, thing('e1', { name: 'Hall' })],
    [
      'a unique_id of null',
      { data: { id: 'e1', type: 'thing', attributes: { unique_id: null, name: 'Hall' } } },
      thing('e1', { name: 'Hall' }),
    ],
    ['a numeric id', { data: { id: 42, type: 'thing', attributes: { name: 'Hall' } } }, thing('42', { name: 'Hall' })],
    ['a numeric unique_id', { data: { id: 'x', type: 'thing', attributes: { unique_id: 42 } } }, thing('42', {})],
    ['the id 0', { data: { id: 0, type: 'thing', attributes: {} } }, thing('0', {})],
    ['a plain object under data', { data: { unique_id: 'e1', name: 'Hall' } }, thing('e1', { name: 'Hall' })],
    ['a plain object at the top', { unique_id: 'e1', name: 'Hall' }, thing('e1', { name: 'Hall' })],
    ['a plain object known by id', { id: 'e1', name: 'Hall' }, thing('e1', { id: 'e1', name: 'Hall' })],
    ['a row that names itself and tells nothing', { data: { id: 'e1', type: 'thing' } }, thing('e1', {})],
    [
      'an answer that tells null and nothing else',
      { data: { id: 'e1', type: 'thing', attributes: { name: null } } },
      thing('e1', { name: null }),
    ],
    ['an empty list of errors beside its fields', { unique_id: 'e1', errors: [] }, thing('e1', { errors: [] })],
    [
      'relationships, as references under their names',
      {
        data: {
          id: 'e1',
          type: 'thing',
          attributes: { unique_id: 'e1' },
          relationships: {
            owner: { data: { type: 'user', id: 'u1' } },
            parts: { data: [{ type: 'part', id: 'p1' }] },
            none: { data: null },
            linked: { links: {} },
            odd: null,
          },
        },
      },
      thing('e1', { owner: { type: 'user', id: 'u1' }, parts: [{ type: 'part', id: 'p1' }], none: null, linked: null, odd: null }),
    ],
    [
      'an attribute over a relationship of its name',
      { data: { id: 'e1', attributes: { owner: 'Ada' }, relationships: { owner: { data: { type: 'user', id: 'u1' } } } } },
      thing('e1', { owner: 'Ada' }),
    ],
  ])('%s', (_, body, record) => {
    expect(read(getThing, body).records).toEqual([record])
  })

  test('its value is the record itself', () => {
    const { value, records } = read(getThing, { data: { id: 'e1', type: 'thing', attributes: { unique_id: 'e1', name: 'Hall' } } })
    expect(value).toEqual({ unique_id: 'e1', name: 'Hall' })
    expect(records?.[0]?.fields).toBe(value)
  })

  test('a resource addressed by another attribute is known by it', () => {
    const { records } = read(getWallet, {
      data: { id: '9', type: 'wallet', attributes: { unique_id: 'w-9', wallet_code: 'W1', balance: 5 } },
    })
    expect(records).toEqual([{ type: 'wallet', id: 'W1', fields: { unique_id: 'w-9', wallet_code: 'W1', balance: 5 } }])
  })

  test('an attribute called __proto__ is a field like any other', () => {
    const { value } = read(getThing, '{"data":{"id":"e1","type":"thing","attributes":{"__proto__":{"admin":true},"name":"x"}}}')
    expect(Object.keys(Object(value)).sort()).toEqual(['__proto__', 'name', 'unique_id'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(Object(value)).not.toHaveProperty('admin')
  })

  test('a relationship called __proto__ is one too', () => {
    const { value } = read(getThing, '{"data":{"id":"e1","attributes":{},"relationships":{"__proto__":{"data":{"admin":true}}}}}')
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(Object(value)).not.toHaveProperty('admin')
  })
})

describe('records beside it', () => {
  test('are known by their own type in the spelling we declare', () => {
    const included = [
      { id: 'u1', type: 'UserAvatar', attributes: { url: 'x' } },
      { id: 'f1', type: 'form_schema', attributes: { unique_id: 'form-1' } },
      { id: 'u2', type: 'user' },
    ]
    expect(read(getThing, { data: { id: 'e1', type: 'thing', attributes: {} }, included }).included).toEqual([
      { type: 'user_avatar', id: 'u1', fields: { unique_id: 'u1', url: 'x' } },
      { type: 'form_schema', id: 'form-1', fields: { unique_id: 'form-1' } },
      { type: 'user', id: 'u2', fields: { unique_id: 'u2' } },
    ])
  })

  test.each([[[null, 7, 'x', [], {}, { type: 'user' }]], [null], ['x'], [{}]])('%j holds none, and the answer stands', (included) => {
    const answer = read(getThing, { data: { id: 'e1', type: 'thing', attributes: {} }, included })
    expect(answer.included).toEqual([])
    expect(answer.records).toHaveLength(1)
  })
})

describe('a list is read from', () => {
  const rows = [
    { id: 'e1', type: 'thing', attributes: { name: 'a' } },
    { id: 'e2', type: 'thing', attributes: { name: 'b' } },
  ]
  const items = [
    { unique_id: 'e1', name: 'a' },
    { unique_id: 'e2', name: 'b' },
  ]

  test('a JSON:API document, as a page', () => {
    const { value, records } = read(listThings, { data: rows, meta: { totalPages: 2, totalRecords: 3 } })
    expect(value).toEqual({ items, page: 1, perPage: 2, totalPages: 2, totalCount: 3, hasMore: true })
    expect(records).toEqual([thing('e1', { name: 'a' }), thing('e2', { name: 'b' })])
  })

  test('a document of an unpaged operation, as the rows alone', () => {
    expect(read(listAll, { data: rows }).value).toEqual(items)
  })

  test.each([
    ['bare', items],
    ['under data', { data: items }],
  ])('plain rows, %s', (_, body) => {
    expect(read(listAll, body).value).toEqual(items)
  })

  test('an empty list is an answer', () => {
    const { value, records } = read(listThings, { data: [] })
    expect(value).toMatchObject({ items: [], hasMore: false })
    expect(records).toEqual([])
  })

  test('10,000 rows come out in their order', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ id: `e${index}`, type: 'thing', attributes: { name: `n${index}` } }))
    const { records } = read(listAll, { data: many })
    expect(records?.map(({ id }) => id)).toEqual(many.map(({ id }) => id))
    expect(records?.[9999]).toEqual(thing('e9999', { name: 'n9999' }))
  })
})

describe('what is no record', () => {
  test.each<[string, unknown, unknown]>([
    ['at the top', { answer: 'yes' }, { answer: 'yes' }],
    ['under data', { data: { answer: 'yes' } }, { answer: 'yes' }],
    ['in attributes', { data: { id: '1', type: 'answer', attributes: { answer: 'yes' } } }, { answer: 'yes' }],
    ['empty', {}, {}],
  ])('is read as a plain object %s', (_, body, value) => {
    expect(read(ask, body)).toMatchObject({ value, records: null })
  })

  test.each<[string, unknown, number]>([
    ['nothing', '', 204],
    ['blanks', ' \n', 200],
    ['a message', { message: 'Deleted' }, 200],
    ['a record', { data: { id: 'e1', type: 'thing', attributes: {} } }, 200],
  ])('%s is fine where nothing is declared', (_, body, status) => {
    expect(read(deleteThing, body, status)).toMatchObject({ value: undefined, records: null })
  })

  test('the body is handed on whole', () => {
    const body = { data: { id: 'u1', type: 'thing', attributes: {} }, meta: { auth: { access_token: 'a' } } }
    expect(read(getThing, body).body).toEqual(body)
  })
})

describe('what cannot be read is a protocol error, never an empty success', () => {
  test.each<[string, Operation, string]>([
    ['a web page for a record', getThing, '<!doctype html><html><head><title>Sign in to Wi-Fi</title></head></html>'],
    ['a web page for a list', listThings, '<html></html>'],
    ['a web page where nothing is declared', deleteThing, '<html></html>'],
    ['an empty body for a record', getThing, ''],
    ['blanks for a list', listThings, ' \r\n'],
    ['an empty body for a plain object', ask, ''],
    ['garbage', getThing, 'OK'],
    ['half an answer', getThing, '{"data":{"id":"e1"'],
    ['null', getThing, 'null'],
    ['a number', getThing, '42'],
    ['text', getThing, '"e1"'],
    ['data: null for a record', getThing, '{"data":null}'],
    ['data: null for a list', listThings, '{"data":null}'],
    ['data: null for a plain object', ask, '{"data":null}'],
    ['a list for a record', getThing, '{"data":[{"id":"e1","type":"thing"}]}'],
    ['a record for a list', listThings, '{"data":{"id":"e1","type":"thing"}}'],
    ['an object for a list', listThings, '{}'],
    ['a record without an id', getThing, '{"data":{"type":"thing","attributes":{"name":"x"}}}'],
    ['a record with an empty id', getThing, '{"data":{"id":"","type":"thing","attributes":{}}}'],
    ['an id that is no name', getThing, '{"data":{"id":{},"type":"thing","attributes":{}}}'],
    ['a list for a plain object', ask, '[]'],
    ['rows that are null', listThings, '{"data":[null]}'],
    ['rows that are text', listThings, '{"data":["e1"]}'],
  ])('%s', (_, operation, text) => {
    expect(() => read(operation, text)).toThrow(refused('protocol', { status: 200 }))
  })

  test('a row without an id is named by its number', () => {
    expect(() =>
      read(listThings, {
        data: [
          { id: 'e1', type: 'thing' },
          { type: 'thing', attributes: { name: 'x' } },
        ],
      }),
    ).toThrow(/GET jarvis\/things .*2/)
  })

  test('a web page is named by its title, and the request by its id', () => {
    const page = '<html><head><title lang="en"> Sign in to Wi-Fi </title></head><body>Secret</body></html>'
    const answer = (): Answer => readAnswer(getThing, head(200, { 'x-request-id': 'q7' }), page, {}, 0)
    expect(answer).toThrow(refused('protocol', { requestId: 'q7' }))
    expect(answer).toThrow('Sign in to Wi-Fi')
    expect(answer).not.toThrow('Secret')
  })
})

describe('a refusal', () => {
  test.each<[string, unknown, string]>([
    ['errors with status 200', { errors: [{ status: '404', title: 'Not Found' }] }, 'not_found'],
    ['errors by field with status 200', { valid: false, errors: { email: 'is taken' } }, 'invalid'],
    ['an OAuth error with status 200', { error: 'invalid_grant', error_description: 'expired' }, 'invalid'],
  ])('%s is one all the same', (_, body, code) => {
    for (const operation of [getThing, listThings, ask, deleteThing])
      expect(() => read(operation, body)).toThrow(refused(code, { status: 200 }))
  })

  test.each([
    [302, 'protocol'],
    [401, 'unauthorized'],
    [404, 'not_found'],
    [500, 'server'],
  ])('status %i is %s, whatever the body', (status, code) => {
    for (const body of ['', '<html></html>', '{"data":[]}', '{"errors":[]}'])
      expect(() => read(listThings, body, status)).toThrow(refused(code, { status }))
  })
})
