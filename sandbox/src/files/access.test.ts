import { expect, test } from 'vitest'
import { blockWorld, newcomer } from '../testing/blockWorld.ts'
import type { BlockWorld } from '../testing/blockWorld.ts'
import type { Answered } from '../testing/virtualSandbox.ts'
import { filesBlock } from './filesBlock.ts'
import { fileForm, myId } from './testing/onePiece.ts'

const hour = 3_600_000

interface Shared extends BlockWorld {
  readonly me: string
  readonly id: string
  /** Of the file. */
  readonly path: string
  readonly friend: string
  /** What the friend is told. */
  asked(method: string, path?: string, body?: unknown): Promise<Answered>
  follow(url: string): Promise<number>
}

async function shared(): Promise<Shared> {
  const world = await blockWorld('files', { blocks: [filesBlock] })
  const me = await myId(world)
  const id = await world.made(`users/${me}/files`, fileForm('a.txt', 'secret'))
  const friend = await newcomer(world.world, world.appId)
  const path = `users/${me}/files/${id}`
  return {
    ...world,
    me,
    id,
    path,
    friend: friend.unique_id,
    asked: (method, below = '', body = undefined) => world.send(method, `${path}${below}`, body, { token: friend.token, body }),
    follow: async (url) => (await world.world.sandbox.fetch(url)).status,
  }
}

const grant = ({ send, path, friend }: Shared, access_type: string, expires_at?: string): Promise<Answered> =>
  send('POST', `${path}/access/grant`, { access: { user_unique_id: friend, access_type, ...(expires_at !== undefined && { expires_at }) } })

test('a private file is not there for others: not read, not listed, not written', async () => {
  const { asked, send, me, friend, world, appId } = await shared()
  const { token } = await newcomer(world, appId)
  expect((await asked('GET')).at('errors.0.title')).toBe('File Not Found')
  expect((await asked('DELETE')).status).toBe(404)
  expect((await send('GET', `users/${me}/files`, undefined, { token })).at('data')).toEqual([])
  expect(friend).not.toBe(me)
})

test('a public file is read and listed by everybody, through a link that stands still, and written by nobody else', async () => {
  const here = await shared()
  const { asked, send, path, me, follow, world, appId } = here
  const { told, at } = await send('PUT', `${path}/access`, { access: { access_level: 'public' } })
  expect([at('data.attributes.is_public'), told('data.attributes.url')]).toEqual([true, (await asked('GET')).at('data.attributes.url')])
  expect(told('data.attributes.url')).not.toContain('?')
  const { token } = await newcomer(world, appId)
  expect((await send('GET', `users/${me}/files`, undefined, { token })).at('data.0.id')).toBe(here.id)
  expect((await asked('PUT', '', { file: { description: 'mine' } })).at('errors.0.code')).toBe('uf832090')
  await send('POST', `${path}/access/make_private`)
  expect(await follow(told('data.attributes.url'))).toBe(403)
  await send('POST', `${path}/access/make_public`)
  world.advance(30 * hour)
  expect(await follow(told('data.attributes.url'))).toBe(200)
})

test.each([
  ['read', [200, 403, 403]],
  ['write', [200, 200, 403]],
  ['owner', [200, 200, 200]],
])('leave to %s lets read, write and own as far as it goes', async (access_type, statuses) => {
  const here = await shared()
  expect((await grant(here, access_type)).status).toBe(201)
  const told = [
    await here.asked('GET'),
    await here.asked('PUT', '', { file: { description: 'ours' } }),
    await here.asked('PUT', '/access', { access: { access_level: 'public' } }),
  ]
  expect(told.map(({ status }) => status)).toEqual(statuses)
})

test('a grant ends when it expires, when it is taken back, and while the file is private', async () => {
  const here = await shared()
  const { asked, send, path, world } = here
  await grant(here, 'read', new Date(world.now() + hour).toISOString())
  expect((await asked('GET')).status).toBe(200)
  world.advance(hour)
  expect((await asked('GET')).status).toBe(404)
  const { told } = await grant(here, 'read')
  expect((await asked('GET')).status).toBe(200)
  expect((await send('GET', `${path}/access`)).at('data.1')).toBeUndefined()
  await send('POST', `${path}/access/make_private`)
  expect((await asked('GET')).status).toBe(404)
  await send('PUT', `${path}/access`, { access: { access_level: 'shared' } })
  expect((await asked('GET')).status).toBe(200)
  await send('DELETE', `${path}/access/${told('data.id')}/revoke`)
  expect((await asked('GET')).status).toBe(404)
})

test('who is granted a file finds it in the list of its owner, for as long as the grant counts', async () => {
  const here = await shared()
  const list = async (): Promise<unknown> => (await here.asked('GET', '/..')).at('data.0.id')
  await grant(here, 'read', new Date(here.world.now() + hour / 2).toISOString())
  expect(await list()).toBe(here.id)
  await here.send('PUT', `${here.path}/access`, { access: { access_level: 'private' } })
  expect(await list()).toBeUndefined()
  await here.send('PUT', `${here.path}/access`, { access: { access_level: 'shared' } })
  expect(await list()).toBe(here.id)
  here.world.advance(hour / 2)
  expect(await list()).toBeUndefined()
})

test.each(['access/grant', 'share'])('%s takes no end that has passed', async (action) => {
  const { send, path, friend, world } = await shared()
  const expires_at = new Date(world.now()).toISOString()
  const body = action === 'share' ? { share: { expires_at } } : { access: { user_unique_id: friend, access_type: 'read', expires_at } }
  const answer = await send('POST', `${path}/${action}`, body)
  expect([answer.status, answer.at('errors.0.source.pointer')]).toEqual([422, expect.stringMatching(/expires_at$/)])
  expect((await send('GET', path)).at('data.attributes.access_level')).toBe('private')
})

test('a grant is for somebody who is here', async () => {
  const { send, path } = await shared()
  const access = { user_unique_id: '00000000-0000-4000-8000-000000000000', access_type: 'read' }
  expect((await send('POST', `${path}/access/grant`, { access })).at('errors.0.source.pointer')).toBe('/access/user_unique_id')
})

test('a sharing link gives the newest bytes to anyone, is counted, and ends', async () => {
  const { send, path, follow, world } = await shared()
  const { told } = await send('POST', `${path}/share`, { share: {} })
  const url = told('data.attributes.url')
  await send('POST', `${path}/versions`, fileForm('a.txt', 'newer'))
  const response = await world.sandbox.fetch(url)
  expect([await response.text(), response.headers.get('content-disposition')]).toEqual(['newer', "inline; filename*=UTF-8''a.txt"])
  expect((await send('GET', `${path}/shares`)).at('data.0.attributes.downloads_count')).toBe(1)
  await send('PUT', `${path}/access`, { access: { access_level: 'private' } })
  expect(await follow(url)).toBe(403)
  await send('PUT', `${path}/access`, { access: { access_level: 'shared' } })
  world.advance(24 * hour - 1)
  expect(await follow(url)).toBe(200)
  world.advance(1)
  expect(await follow(url)).toBe(410)
})

test('a link that was taken back leads nowhere', async () => {
  const { send, path, follow } = await shared()
  const { told } = await send('POST', `${path}/share`, { share: {} })
  expect((await send('DELETE', `${path}/shares/${told('data.id')}`)).status).toBe(204)
  expect(await follow(told('data.attributes.url'))).toBe(404)
})

test('nobody uploads into, or makes folders in, the space of another', async () => {
  const { send, me, world, appId } = await shared()
  const { token } = await newcomer(world, appId)
  const form = fileForm('b.txt', 'x')
  const upload = await send('POST', `users/${me}/files`, form, { token })
  expect([upload.status, upload.at('errors.0.code')]).toEqual([403, 'uf105211'])
  expect((await send('POST', `users/${me}/folders`, { folder: { name: 'x' } }, { token })).status).toBe(403)
})

test('what one app id holds, another neither lists nor reaches nor changes', async () => {
  const here = await shared()
  const there = await blockWorld('files', { blocks: [filesBlock] })
  const options = { appId: 'elsewhere', token: (await newcomer(here.world, 'elsewhere')).token }
  expect((await here.send('GET', `users/${here.me}/files`, undefined, options)).at('errors.0.title')).toBe('User Not Found')
  expect((await here.send('GET', here.path, undefined, options)).status).toBe(404)
  expect((await here.send('DELETE', here.path, undefined, options)).status).toBe(404)
  await here.made('categories', { category: { name: 'Ours', code: 'OURS' } })
  expect((await here.send('GET', 'categories', undefined, options)).at('data')).toEqual([])
  const url = (await here.send('GET', here.path)).told('data.attributes.url')
  expect(await here.follow(url.replace('/works/', '/elsewhere/'))).toBe(404)
  expect(await there.world.sandbox.fetch(url).then(({ status }) => status)).toBe(404)
})
