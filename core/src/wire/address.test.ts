import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { op } from '../declare/index.ts'
import { addressOf, fillPath } from './address.ts'

const getThing = op('GET jarvis/things/:id', { about: 'Read a thing' })
const getMessage = op('GET jarvis/things/:id/conversations/:conv_id/messages', { about: 'Read messages' })
const refused = expect.objectContaining({ name: 'BlockstateError', code: 'invalid_input', status: 0 })

describe('filling a path', () => {
  test.each([
    ['a plain id', 'e1', 'e1'],
    ['a uuid', '0b8f-12', '0b8f-12'],
    ['a way up', '../x', '..%2Fx'],
    ['an escaped way up', '%2e%2e', '%252e%252e'],
    ['delimiters', 'a/b?c#d', 'a%2Fb%3Fc%23d'],
    ['a backslash', 'a\\b', 'a%5Cb'],
    ['a query of its own', 'a&b=c', 'a%26b%3Dc'],
    ['an authority', '//evil.example', '%2F%2Fevil.example'],
    ['white space', ' \t\n', '%20%09%0A'],
    ['three dots', '...', '...'],
    ['letters beyond ASCII', 'Halle Ü 🏭', 'Halle%20%C3%9C%20%F0%9F%8F%AD'],
    ['a name every object has', '__proto__', '__proto__'],
    ['a colon', ':id', '%3Aid'],
    ['a replacement pattern', '$&$1', '%24%26%241'],
    ['a number', 7, '7'],
  ])('%s stays one segment', (_, id, segment) => {
    expect(fillPath(getThing, { id })).toBe(`jarvis/things/${segment}`)
  })

  test.each([
    ['missing', {}],
    ['undefined', { id: undefined }],
    ['null', { id: null }],
    ['empty', { id: '' }],
    ['a dot', { id: '.' }],
    ['two dots', { id: '..' }],
    ['a lone high surrogate', { id: 'a\uD800' }],
    ['a lone low surrogate', { id: '\uDC00a' }],
    ['an object', { id: {} }],
    ['a list', { id: ['e1'] }],
    ['a boolean', { id: true }],
    ['only inherited', Object.create({ id: 'e1' })],
  ])('an id that is %s is refused before anything is sent', (_, input) => {
    expect(() => fillPath(getThing, input)).toThrow(refused)
  })

  test('the refusal names the route and the parameter', () => {
    expect(() => fillPath(getMessage, { id: 'e1', conv_id: '' })).toThrow(/GET jarvis\/things\/:id\/conversations.*conv_id/)
  })

  test('a parameter called __proto__ is not found on every object', () => {
    expect(() => fillPath(op('GET jarvis/things/:__proto__', { about: 'Odd' }), {})).toThrow(refused)
  })

  test('each parameter is filled from its own name, also in a path given beside the operation', () => {
    const input = { id: 'e/1', conv_id: 'c 2' }
    expect(fillPath(getMessage, input)).toBe('jarvis/things/e%2F1/conversations/c%202/messages')
    expect(fillPath(getMessage, input, 'jarvis/things/:id')).toBe('jarvis/things/e%2F1')
  })

  test('whatever the id, a URL parser gives the same segment back and stays under the prefix', () => {
    const ids = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.string({ unit: fc.constantFrom('.', '/', '%', '2', 'e', 'E', '\\', '?', '#', '@', ':') }),
    )
    fc.assert(
      fc.property(ids, fc.boolean(), (id, atHost) => {
        fc.pre(id !== '' && id !== '.' && id !== '..')
        const addresses = { baseUrl: 'https://api.example/v1', hosts: atHost ? { jarvis: 'https://jarvis.example' } : {} }
        const url = new URL(addressOf(fillPath(getThing, { id }), addresses).url)
        const prefix = atHost ? '/things/' : '/v1/jarvis/things/'
        const [before, segment] = [url.pathname.slice(0, prefix.length), url.pathname.slice(prefix.length)]
        expect([url.origin, before, decodeURIComponent(segment), segment.includes('/'), url.search + url.hash]).toEqual([
          atHost ? 'https://jarvis.example' : 'https://api.example',
          prefix,
          id,
          false,
          '',
        ])
      }),
      { numRuns: 500 },
    )
  }, 30_000)
})

describe('addressing a block', () => {
  test.each([
    ['the gateway', { baseUrl: 'https://api.example/v1', hosts: {} }, 'https://api.example/v1/jarvis/things/e1', 'gateway'],
    [
      'the gateway with a slash at its end',
      { baseUrl: 'https://api.example/v1/', hosts: {} },
      'https://api.example/v1/jarvis/things/e1',
      'gateway',
    ],
    ['a gateway of the same origin', { baseUrl: '/v1', hosts: {} }, '/v1/jarvis/things/e1', 'gateway'],
    [
      'its own host',
      { baseUrl: 'https://api.example/v1', hosts: { jarvis: 'https://jarvis.example' } },
      'https://jarvis.example/things/e1',
      'host',
    ],
    [
      'its own host with a slash',
      { baseUrl: 'https://api.example/v1', hosts: { jarvis: 'https://jarvis.example/' } },
      'https://jarvis.example/things/e1',
      'host',
    ],
    [
      'the gateway, beside a block with a host',
      { baseUrl: 'https://api.example/v1', hosts: { crm: 'https://crm.example' } },
      'https://api.example/v1/jarvis/things/e1',
      'gateway',
    ],
  ])('at %s', (_, addresses, url, dialect) => {
    expect(addressOf('jarvis/things/e1', addresses)).toEqual({ url, dialect })
  })

  test('a block named like a member of every object has no host', () => {
    expect(addressOf('constructor/things', { baseUrl: 'https://api.example', hosts: {} }).dialect).toBe('gateway')
  })
})
