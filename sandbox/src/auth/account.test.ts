import { array, assert, asyncProperty, nat } from 'fast-check'
import { expect, test } from 'vitest'
import { demoPassword, demoUsers } from '../seed/seedUsers.ts'
import { makeSigningKey, virtualSandbox } from '../testing/virtualSandbox.ts'
import type { Answered, VirtualSandbox } from '../testing/virtualSandbox.ts'
import { isPassword } from './password.ts'

const signingKey = await makeSigningKey()

async function signedIn(): Promise<VirtualSandbox & { token: string; refresh: string }> {
  const world = virtualSandbox({ signingKey, blocks: [] })
  const answer = await world.call('POST', '/v1/auth/login', { body: { email: demoUsers.ada.email, password: demoPassword } })
  return { ...world, token: answer.told('data.attributes.access_token'), refresh: answer.told('data.attributes.refresh_token') }
}

async function makeKeys({ call, token, advance }: VirtualSandbox & { token: string }, names: readonly string[]): Promise<Answered[]> {
  const made: Answered[] = []
  for (const name of names) {
    made.push(await call('POST', '/v1/auth/api-keys', { token, body: { api_key: { name } } }))
    advance(1000)
  }
  return made
}

test('the demo password is the one the seed says', async () => {
  const { sandbox } = await signedIn()
  const row = sandbox.database.get<{ password_digest: string }>('select password_digest from users limit 1')
  expect(await isPassword(demoPassword, row?.password_digest)).toBe(true)
  expect(await isPassword(demoPassword, undefined)).toBe(false)
})

test('the profile is read and changed; what only the server writes is refused', async () => {
  const { call, token } = await signedIn()
  const changed = await call('PATCH', '/v1/auth/profile', { token, body: { user: { last_name: 'Byron' } } })
  expect(changed.at('data.attributes')).toMatchObject({ first_name: 'Ada', last_name: 'Byron', email: demoUsers.ada.email })
  expect((await call('GET', '/v1/auth/profile', { token })).at('data.attributes.last_name')).toBe('Byron')
  const refused = await call('PATCH', '/v1/auth/profile', { token, body: { user: { status: 'active', last_name: 3 } } })
  expect(refused.at('errors')).toMatchObject([{ source: { pointer: '/user/last_name' } }, { source: { pointer: '/user/status' } }])
  expect((await call('PATCH', '/v1/auth/profile', { body: { user: {} } })).at('errors.0.code')).toBe('token_missing')
})

test('an API key is told once; lists show its prefix', async () => {
  const world = await signedIn()
  const made = await world.call('POST', '/v1/auth/api-keys', { token: world.token, body: { api_key: { name: 'ci', scopes: ['read'] } } })
  expect(made.status).toBe(201)
  expect(made.told('data.attributes.key')).toMatch(/^pk_live_sh_[0-9a-f]{24}$/)
  const listed = await world.call('GET', '/v1/auth/api-keys', { token: world.token })
  expect(listed.at('data.0.attributes')).toMatchObject({
    name: 'ci',
    scopes: ['read'],
    status: 'active',
    prefix: made.told('data.attributes.key').slice(0, 15),
  })
  expect(listed.body).not.toContain(made.told('data.attributes.key'))
})

test('a key without a name, with a bad scope list or a date gone by is refused', async () => {
  const { call, token } = await signedIn()
  const bad = await call('POST', '/v1/auth/api-keys', { token, body: { api_key: { scopes: 'read' } } })
  expect(bad.at('errors')).toMatchObject([{ source: { pointer: '/api_key/name' } }, { source: { pointer: '/api_key/scopes' } }])
  const past = await call('POST', '/v1/auth/api-keys', { token, body: { name: 'x', expires_at: '2025-12-31T00:00:00Z' } })
  expect(past.at('errors.0.source.pointer')).toBe('/expires_at')
  expect((await call('POST', '/v1/auth/api-keys', { body: { name: 'x' } })).at('errors.0.code')).toBe('token_missing')
})

test('a key expires by the clock', async () => {
  const { call, token, advance } = await signedIn()
  await call('POST', '/v1/auth/api-keys', { token, body: { name: 'x', expires_at: '2026-01-01T00:01:00+00:00' } })
  advance(60_000)
  expect((await call('GET', '/v1/auth/api-keys', { token })).at('data.0.attributes.status')).toBe('expired')
})

test('a revoked key leaves the list; revoking it again, or somebody else’s, is 404', async () => {
  const world = await signedIn()
  const [made] = await makeKeys(world, ['ci'])
  const path = `/v1/auth/api-keys/${made?.told('data.id')}`
  const other = await world.call('POST', '/v1/auth/register', { body: { email: 'eve@example.com', password: 'long enough' } })
  expect((await world.call('DELETE', path, { token: other.told('meta.auth.access_token') })).status).toBe(404)
  expect((await world.call('DELETE', path, { token: world.token })).status).toBe(204)
  expect((await world.call('GET', '/v1/auth/api-keys', { token: world.token })).at('data')).toEqual([])
  expect((await world.call('DELETE', path, { token: world.token })).at('errors.0.code')).toBe('not_found')
})

test('pages are told in the style they were asked in', async () => {
  const world = await signedIn()
  await makeKeys(
    world,
    Array.from({ length: 30 }, (_, index) => `key ${index}`),
  )
  const read = async (path: string): Promise<Answered> => world.call('GET', path, { token: world.token })
  const usual = await read('/v1/auth/api-keys')
  expect(usual.at('data')).toHaveLength(25)
  expect(usual.at('data.0.attributes.name')).toBe('key 29')
  expect(usual.at('meta')).toEqual({ pagination: { current_page: 1, total_pages: 2, total_count: 30, per_page: 25 } })
  const records = await read('/v1/auth/api-keys?page=3&records=14')
  expect(records.at('data')).toHaveLength(2)
  expect(records.at('meta')).toEqual({ totalPages: 3, totalRecords: 30 })
  const host = await read('http://auth.localhost/api-keys/')
  expect(host.at('data')).toHaveLength(15)
  expect(host.at('meta')).toEqual({ totalPages: 2, totalRecords: 30 })
  expect((await read('/hosts/auth/api-keys?per_page=30')).at('meta.pagination.per_page')).toBe(30)
  expect((await read('/v1/auth/api-keys?page=99')).at('data')).toEqual([])
})

test('a page that is no page is refused with its parameter', async () => {
  const world = await signedIn()
  for (const query of ['page=0', 'page=-1', 'page=x', 'page=1.5', 'per_page=0', 'per_page=101', 'records=101', 'page=']) {
    const answer = await world.call('GET', `/v1/auth/api-keys?${query}`, { token: world.token })
    expect([query, answer.status, answer.at('errors.0.source.parameter')]).toEqual([query, 422, query.split('=')[0]])
  }
})

test('lists are sorted, filtered and searched by declared fields', async () => {
  const world = await signedIn()
  await makeKeys(world, ['beta', 'alpha', '100%', 'gamma'])
  const names = async (query: string): Promise<unknown[]> => {
    const answer = await world.call('GET', `/v1/auth/api-keys?${query}`, { token: world.token })
    expect([query, answer.status]).toEqual([query, 200])
    return [0, 1, 2, 3].map((index) => answer.at(`data.${index}.attributes.name`)).filter((name) => name !== undefined)
  }
  expect(await names('sort=name')).toEqual(['100%', 'alpha', 'beta', 'gamma'])
  expect(await names('sort=status,-name')).toEqual(['gamma', 'beta', 'alpha', '100%'])
  expect(await names('filter[name]=beta')).toEqual(['beta'])
  expect(await names('filter[name_in]=beta,gamma&sort=name')).toEqual(['beta', 'gamma'])
  expect(await names('filter[name_ne]=beta&sort=name')).toEqual(['100%', 'alpha', 'gamma'])
  expect(await names('filter[created_at_gt]=2026-01-01T00:00:01Z&sort=name')).toEqual(['100%', 'gamma'])
  expect(await names('filter[created_at_lte]=2026-01-01T00:00:01Z&sort=name')).toEqual(['alpha', 'beta'])
  expect(await names('filter[expires_at]=null&sort=-created_at')).toEqual(['gamma', '100%', 'alpha', 'beta'])
})

test('an unknown field or parameter is refused, never ignored', async () => {
  const world = await signedIn()
  const parameter = async (query: string): Promise<unknown> =>
    (await world.call('GET', `/v1/auth/api-keys?${query}`, { token: world.token })).at('errors.0.source.parameter')
  expect(await parameter('filter[digest]=x')).toBe('filter[digest]')
  expect(await parameter('filter[user_id]=x')).toBe('filter[user_id]')
  expect(await parameter('filter[created_at_gt]=yesterday')).toBe('filter[created_at_gt]')
  expect(await parameter(`sort=${encodeURIComponent('name" desc; drop table users; --')}`)).toBe('sort')
  expect(await parameter('filtre[name]=x')).toBe('filtre')
  expect(await parameter('filter[__proto__]=x')).toBe('filter[__proto__]')
})

test('ids arrive as they were meant, whatever signs are in them', async () => {
  const { call, token } = await signedIn()
  for (const id of ['../x', 'a/b?c#d', '__proto__', 'constructor', '%25', 'ü ñ', "'; drop table users; --"]) {
    const answer = await call('DELETE', `/v1/auth/api-keys/${encodeURIComponent(id)}`, { token })
    expect(answer.at('errors.0')).toMatchObject({ status: '404', detail: `You have no API key with the id ${id}.` })
  }
})

test('whatever order tokens are used in, exactly the newest of a living session works', async () => {
  await assert(
    asyncProperty(array(nat(5), { maxLength: 8 }), async (picks) => {
      const world = await signedIn()
      const tokens = [world.refresh]
      let alive = true
      for (const pick of picks) {
        const index = pick % tokens.length
        const answer = await world.call('POST', '/v1/auth/refresh', { body: { refresh_token: tokens[index] } })
        const expected = alive && index === tokens.length - 1
        expect(answer.status).toBe(expected ? 200 : 401)
        if (expected) tokens.push(answer.told('data.attributes.refresh_token'))
        else alive = false
      }
    }),
    { numRuns: 15 },
  )
})
