import { expect, test } from 'vitest'
import { demoPassword, demoUsers } from '../../seed/seedUsers.ts'
import { blockWorld, newcomer } from '../../testing/blockWorld.ts'
import { assetsBlock } from '../assetsBlock.ts'

test('the demo has two pages of assets in several states, files that are served, collections, tags and some history', async () => {
  const { world, send } = await blockWorld('assets', { blocks: [assetsBlock], seed: true }, 'demo')
  const login = await world.call('POST', '/v1/auth/login', { body: { email: demoUsers.ada.email, password: demoPassword } })
  const as = { token: login.told('data.attributes.access_token') }
  const list = await send('GET', 'assets?per_page=100', undefined, as)
  // The list's own form: a record for each asset.
  const { data } = list.json as { data: { id: string; attributes: { name: string; url?: string; file_size?: number; status: string } }[] }
  expect(data.length).toBeGreaterThan(15)
  expect(new Set(data.map(({ attributes }) => attributes.status)).size).toBeGreaterThan(2)
  const files = data.filter(({ attributes }) => attributes.url !== undefined)
  expect(files.length).toBeGreaterThan(4)
  for (const { attributes } of files) {
    const bytes = await (await world.sandbox.fetch(attributes.url ?? '')).arrayBuffer()
    expect([attributes.name, bytes.byteLength]).toEqual([attributes.name, attributes.file_size])
  }
  const kestrel = data.find(({ attributes }) => attributes.name === 'Kestrel under the sun')
  const body = { operations: [{ type: 'resize', width: 24 }] }
  expect((await send('POST', `assets/${kestrel?.id}/transform`, undefined, { ...as, body })).at('data.attributes.height')).toBe(16)
  expect((await send('GET', `assets/${kestrel?.id}/analytics`, undefined, as)).at('data.attributes.views_count')).toBe(60)
  expect((await send('GET', 'collections?sort=name', undefined, as)).at('data.1.attributes.assets_count')).toBe(4)
  expect((await send('GET', 'tags', undefined, as)).at('data.0.attributes.assets_count')).toBeGreaterThan(0)
})

test('another tenant sees none of it', async () => {
  const { world, send } = await blockWorld('assets', { blocks: [assetsBlock], seed: true })
  const { token } = await newcomer(world, 'elsewhere')
  expect((await send('GET', 'assets', undefined, { appId: 'elsewhere', token })).at('data')).toEqual([])
})
