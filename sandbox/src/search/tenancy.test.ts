import { expect, test } from 'vitest'
import { demoPassword, demoUsers } from '../seed/seedUsers.ts'
import { newcomer } from '../testing/blockWorld.ts'
import { keysOf, library } from './testing/library.ts'
import { onePiece } from './testing/onePiece.ts'

test('what one app id indexed, another neither finds nor reaches nor changes', async () => {
  const here = await library()
  const { entities, indexes } = await onePiece(here)
  const { token } = await newcomer(here.world, 'elsewhere')
  const there = (method: string, path: string, body?: object): ReturnType<typeof here.send> =>
    here.send(method, path, body, { appId: 'elsewhere', token, body })
  expect((await there('GET', 'indexes')).at('data')).toEqual([])
  expect((await there('GET', 'entities')).at('data')).toEqual([])
  expect((await there('POST', 'search', { query: 'tides' })).at('data')).toEqual([])
  expect((await there('GET', 'search/suggest?q=ti')).at('data')).toEqual([])
  expect((await there('POST', 'search/facets', { facets: ['shelf'] })).at('data.attributes.total_records')).toBe(0)
  for (const [method, path, body] of [
    ['GET', `entities/${entities}`],
    ['DELETE', `entities/${entities}`],
    ['GET', `indexes/${indexes}`],
    ['PUT', `indexes/${indexes}/settings`, { settings: {} }],
  ] as const) {
    expect((await there(method, path, body)).status).toBe(404)
  }
  // The same ids and names are free there, and nobody notices here.
  const entity = { entity_type: 'book-0', entity_alias: 'Fog', content: {} }
  expect((await there('POST', `entities/${entities}/register`, { entity })).status).toBe(201)
  expect((await here.send('GET', `entities/${entities}`)).at('data.attributes.entity_alias')).toBe('Tides')
})

test('scores do not depend on what other app ids hold', async () => {
  const score = async (crowded: boolean): Promise<unknown> => {
    const { put, send, world } = await library()
    if (crowded) {
      const { token } = await newcomer(world, 'elsewhere')
      const entities = Array.from({ length: 50 }, (_, at) => ({
        unique_id: `x${at}`,
        entity_type: 'book',
        content: { text: 'tides tides' },
      }))
      await send('POST', 'entities/bulk', { entities }, { appId: 'elsewhere', token, body: { entities } })
    }
    await put('a', 'Tides', { text: 'twice a day' })
    await put('b', 'Ebb', { text: 'the tides fall' })
    return (await send('POST', 'search', { query: 'tides' })).at('data.0.attributes.score')
  }
  expect(await score(true)).toBe(await score(false))
})

test('after a reset nothing old is found, and the demo’s books are', async () => {
  const { put, send, world } = await library({ seed: true }, 'demo')
  await put('mine', 'Mine alone', {})
  await world.sandbox.reset()
  const login = { email: demoUsers.ada.email, password: demoPassword }
  const token = (await world.call('POST', '/v1/auth/login', { body: login })).told('data.attributes.access_token')
  const ask = (query: string): ReturnType<typeof send> => send('POST', 'search', { query }, { appId: 'demo', token, body: { query } })
  expect((await ask('mine')).at('data')).toEqual([])
  expect(keysOf(await ask('boat'))).toHaveLength(1)
})
