import { expect, test } from 'vitest'
import { demoPassword, demoUsers } from '../seed/seedUsers.ts'
import { toyBlock } from '../testing/toyBlock.ts'
import { readAnswer, virtualSandbox } from '../testing/virtualSandbox.ts'
import type { VirtualSandbox } from '../testing/virtualSandbox.ts'

const open = (options = {}): VirtualSandbox => virtualSandbox({ blocks: [toyBlock()], seed: false, ...options })

test('one route, four addresses, any of three app id headers', async () => {
  const { call } = open()
  await call('POST', '/v1/toy/notes', { body: { title: 'a' } })
  for (const address of ['/v1/toy/notes', '/v1/toy/notes/', '/hosts/toy/notes', 'http://toy.localhost:4023/notes/']) {
    expect((await call('GET', address)).at('data.0.attributes.title')).toBe('a')
  }
  for (const header of ['app-id', 'AppId', 'x-api-key']) {
    expect((await call('GET', '/v1/toy/notes', { appId: null, headers: { [header]: 'demo' } })).at('data')).toHaveLength(1)
  }
})

test('a request without an app id is told which header is missing, and it is no 401', async () => {
  const answer = await open().call('GET', '/v1/toy/notes', { appId: null })
  expect(answer.status).toBe(400)
  expect(answer.at('errors.0')).toMatchObject({ code: 'app_id_missing', detail: expect.stringContaining("'app-id'") })
})

test('any app id is a tenant of its own', async () => {
  const { call } = open()
  await call('POST', '/v1/toy/notes', { body: { title: 'mine' }, appId: 'one' })
  expect((await call('GET', '/v1/toy/notes', { appId: 'two' })).at('data')).toEqual([])
  expect((await call('GET', '/v1/toy/notes', { appId: '__proto__' })).at('data')).toEqual([])
})

test('a route that is not there names those that are near', async () => {
  const { call } = open()
  const answer = await call('GET', '/v1/toy/noets')
  expect(answer.status).toBe(404)
  expect(answer.told('errors.0.detail')).toContain('/v1/toy/notes')
  expect((await call('POST', '/v1/auth/logn')).told('errors.0.detail')).toContain('POST /v1/auth/login')
})

test('a wrong method is 405 and says which are right', async () => {
  const answer = await open().call('DELETE', '/v1/toy/notes')
  expect(answer.status).toBe(405)
  expect(answer.headers.get('allow')).toBe('GET, POST, OPTIONS, HEAD')
})

test('what is declared but not served is 501, what is served but not declared is not there', async () => {
  const { call } = open()
  expect((await call('GET', '/v1/toy/unserved')).at('errors.0.code')).toBe('not_implemented')
  expect((await call('GET', '/v1/toy/stray')).status).toBe(404)
})

test('a fixed segment is never taken for an id', async () => {
  expect((await open().call('GET', '/v1/toy/notes/count?min=3&tag[]=a&tag[]=b')).json).toEqual({ data: { count: 3, tags: ['a', 'b'] } })
  expect((await open().call('GET', '/v1/toy/notes/count?min=3&tag=a,b')).at('data.tags')).toEqual(['a', 'b'])
})

test('a query is checked against its declaration', async () => {
  const answer = await open().call('GET', '/v1/toy/notes/count?min=x')
  expect(answer.at('errors')).toEqual([
    {
      status: '422',
      code: 'validation_error',
      title: 'Invalid parameter',
      detail: 'min must be a whole number',
      source: { parameter: 'min' },
    },
  ])
})

test('a body that is no JSON is 400, one that says it is something else 415', async () => {
  const { call } = open()
  const broken = await call('POST', '/v1/toy/notes', { body: '{"title": ' })
  expect(broken.at('errors.0')).toMatchObject({ status: '400', code: 'malformed_body' })
  expect((await call('POST', '/v1/toy/notes', { body: '[]' })).at('errors.0.code')).toBe('malformed_body')
  expect(
    (await call('POST', '/v1/toy/notes', { body: 'title=a', headers: { 'content-type': 'text/plain' } })).at('errors.0'),
  ).toMatchObject({ status: '415' })
  expect(
    (await call('POST', '/v1/toy/notes', { body: '{"title":"a"}', headers: { 'content-type': 'application/vnd.api+json' } })).status,
  ).toBe(201)
  expect((await call('POST', '/v1/toy/notes')).at('errors.0.source.pointer')).toBe('/note/title')
})

test('what stands beside the root key is told, not dropped', async () => {
  const answer = await open().call('POST', '/v1/toy/notes', { body: { note: { title: 'a' }, stars: 3 } })
  expect(answer.at('errors')).toMatchObject([{ detail: "stars must stand inside 'note'", source: { pointer: '/stars' } }])
})

test('a body key called __proto__ is a field like any other: unknown', async () => {
  const answer = await open().call('POST', '/v1/toy/notes', { body: '{"title":"a","__proto__":{"admin":true},"constructor":1}' })
  expect(answer.at('errors')).toMatchObject([{ source: { pointer: '/__proto__' } }, { source: { pointer: '/constructor' } }])
})

test('records go out as JSON:API: references as relationships, what is undefined not at all', async () => {
  const { call } = open()
  const answer = await call('POST', '/v1/toy/notes', { body: { title: 'a', tags: ['x'], pinned: true, extra: { deep: [1] } } })
  expect(answer.status).toBe(201)
  expect(answer.json).toEqual({
    data: {
      id: expect.any(String),
      type: 'note',
      attributes: {
        unique_id: expect.any(String),
        title: 'a',
        tags: ['x'],
        pinned: true,
        due: null,
        extra: { deep: [1] },
        created_at: '2026-01-01T00:00:00.000Z',
        updated_at: '2026-01-01T00:00:00.000Z',
      },
      relationships: { author: { data: { type: 'user', id: 'u1' } } },
    },
  })
})

test('PUT and PATCH change the same record, any field may be left out, and the path says which one', async () => {
  const { call } = open()
  const id = (await call('POST', '/v1/toy/notes', { body: { title: 'a' } })).told('data.id')
  expect((await call('PUT', `/v1/toy/notes/${id}`, { body: { note: { title: 'b' } } })).at('data.attributes.title')).toBe('b')
  expect((await call('PATCH', `/v1/toy/notes/${id}`, { body: {} })).at('data.attributes.title')).toBeUndefined()
  expect((await call('GET', `/v1/toy/notes/${id}`)).at('data.attributes.title')).toBe('b')
})

test('operations that share a route are told apart by their constant', async () => {
  const { call } = open()
  const pay = async (body: object): Promise<unknown> => (await call('POST', '/v1/toy/wallet', { body: { transaction: body } })).json
  expect(await pay({ kind: 'credit', amount: 1.5, lines: [{ sku: 'a' }] })).toEqual({ message: 'in 1.5' })
  expect(await pay({ kind: 'debit', amount: 2 })).toEqual({ message: 'out 2' })
  expect(await pay({ kind: 'steal', amount: 2 })).toMatchObject({ errors: [{ source: { pointer: '/transaction/kind' } }] })
  expect(await pay({ kind: 'credit', amount: 1, lines: [{ sku: 'a' }, {}] })).toMatchObject({
    errors: [{ detail: 'lines.1.sku is required', source: { pointer: '/transaction/lines/1/sku' } }],
  })
})

test('a file comes as a form', async () => {
  const { sandbox } = open()
  const body = new FormData()
  body.set('file', new File(['four'], 'a.txt'))
  body.set('name', 'a')
  const response = await sandbox.fetch('http://sandbox.test/v1/toy/files', { method: 'POST', body, headers: { 'app-id': 'demo' } })
  expect((await readAnswer(response)).at('data')).toEqual({ name: 'a', size: 4 })
})

test('the thousand-and-first request of a minute waits, each tenant for itself', async () => {
  const { call, advance } = open({ requestsPerMinute: 3 })
  for (let count = 0; count < 3; count += 1) expect((await call('GET', '/v1/toy/notes')).status).toBe(200)
  advance(20_500)
  const refused = await call('GET', '/v1/toy/notes')
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '40'])
  expect((await call('GET', '/v1/toy/notes', { appId: 'other' })).status).toBe(200)
  advance(39_500)
  expect((await call('GET', '/v1/toy/notes')).status).toBe(200)
})

test('any origin may ask, read the headers it needs, and keep the preflight', async () => {
  const { call } = open()
  const preflight = await call('OPTIONS', '/v1/toy/notes', {
    appId: null,
    headers: {
      origin: 'http://localhost:5173',
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': 'app-id,authorization',
    },
  })
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH')
  expect(preflight.headers.get('access-control-allow-headers')).toContain('app-id')
  expect(preflight.headers.get('access-control-max-age')).toBe('86400')
  const refused = await call('GET', '/v1/toy/nowhere', { headers: { origin: 'http://localhost:5173' } })
  expect(refused.headers.get('access-control-allow-origin')).toBe('*')
  expect(refused.headers.get('access-control-expose-headers')).toContain('Retry-After')
})

test('every answer bears the request id and the sandbox’s own time', async () => {
  const { call } = open()
  expect((await call('GET', '/v1/toy/notes', { headers: { 'x-request-id': 'req_1' } })).headers.get('x-request-id')).toBe('req_1')
  const answer = await call('GET', '/nowhere')
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(answer.headers.get('date')).toBe('Thu, 01 Jan 2026 00:00:00 GMT')
})

test('HEAD answers as GET without the body', async () => {
  const answer = await open().call('HEAD', '/v1/toy/notes')
  expect([answer.status, answer.body]).toEqual([200, ''])
})

test('a handler that breaks is a 500 that tells nothing, and is reported', async () => {
  const world = open({ checkAnswers: false })
  const answer = await world.call('GET', '/v1/toy/crash')
  expect(answer.status).toBe(500)
  expect(answer.body).not.toContain('secret')
  expect(world.reported).toMatchObject([{ message: 'secret detail' }])
})

test('with checked answers an undeclared one throws where the test is', async () => {
  await expect(open().call('GET', '/v1/toy/lie')).rejects.toThrow('/truth must be a string; /extra is not a field here')
})

test('filters read their value as the field’s word says', async () => {
  const { call } = open()
  for (const [title, stars, tags, pinned] of [
    ['a', 1, ['x'], true],
    ['b', 10, ['x', 'y'], false],
    ['50%_', 9, [], false],
  ] as const) {
    await call('POST', '/v1/toy/notes', { body: { title, stars, tags, pinned } })
  }
  const titles = async (query: string): Promise<unknown> => {
    const answer = await call('GET', `/v1/toy/notes?sort=title&${query}`)
    return Array.isArray(answer.at('data'))
      ? [0, 1, 2]
          .map((index) => answer.at(`data.${index}.attributes.title`))
          .filter(Boolean)
          .join(' ')
      : answer.at('errors.0.detail')
  }
  expect(await titles('filter[stars_gt]=9')).toBe('b')
  expect(await titles('filter[stars_gte]=9')).toBe('50%_ b')
  expect(await titles('filter[stars_lt]=2')).toBe('a')
  expect(await titles('filter[stars]=many')).toBe('stars must be a number')
  expect(await titles('filter[pinned]=true')).toBe('a')
  expect(await titles('filter[tags]=y')).toBe('b')
  expect(await titles('filter[tags_ne]=x')).toBe('50%_')
  expect(await titles('filter[extra]=x')).toBe("'extra' cannot be filtered by")
  expect(await titles('search=0%25_')).toBe('50%_')
  expect(await titles('search=%25')).toBe('50%_')
  expect(await titles('filter[due]=null')).toBe('50%_ a b')
})

test('no cache may keep an answer', async () => {
  expect((await open().call('GET', '/v1/toy/notes')).headers.get('cache-control')).toBe('no-store')
})

test('`settled` waits for a request that was aborted and is still being answered', async () => {
  const { sandbox, request } = virtualSandbox()
  const abort = new AbortController()
  const body = { email: demoUsers.ada.email, password: demoPassword }
  const asked = sandbox.fetch(new Request(request('POST', '/v1/auth/login', { body }), { signal: abort.signal }))
  abort.abort()
  await expect(asked).rejects.toThrow()
  const sessions = (): unknown => sandbox.database.get('select count(*) as sessions from sessions')
  expect(sessions()).toEqual({ sessions: 0 })
  await sandbox.settled()
  expect(sessions()).toEqual({ sessions: 1 })
  sandbox.close()
})
