import { expect, test } from 'vitest'
import { blockWorld, newcomer } from '../testing/blockWorld.ts'
import type { Answered } from '../testing/virtualSandbox.ts'
import { assetsBlock } from './assetsBlock.ts'
import { onePiece, pictureForm } from './testing/onePiece.ts'

const nobody = '00000000-0000-4000-8000-000000000000'
const open = (): ReturnType<typeof blockWorld> => blockWorld('assets', { blocks: [assetsBlock] })

const names = (answer: Answered): unknown[] => {
  // The list's own form: a record for each asset.
  const { data } = answer.json as { data: { attributes: { name: string } }[] }
  return data.map(({ attributes }) => attributes.name)
}

test('what is told of a file is read from its bytes, whatever its sender calls it', async () => {
  const { send } = await open()
  const { at } = await send(
    'POST',
    'assets',
    pictureForm({ name: 'Boat', purchase_price: '12.5', tags: '["sea"]' }, undefined, '../boat.txt'),
  )
  expect(at('data.attributes')).toMatchObject({
    file_name: 'boat.txt',
    content_type: 'image/png',
    file_size: 374,
    width: 96,
    height: 64,
    purchase_price: 12.5,
    tags: ['sea'],
    status: 'active',
  })
})

test('a thing without a file has neither link nor size', async () => {
  const { send } = await open()
  const { at } = await send('POST', 'assets', { asset: { name: 'Sextant', serial_number: 'SX-1', condition: 'good' } })
  expect([at('data.attributes.url'), at('data.attributes.width'), at('data.attributes.content_type')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test.each<[object, string]>([
  [{ name: ' ' }, '/asset/name'],
  [{ purchase_price: -1 }, '/asset/purchase_price'],
  [{ current_value: 1.005 }, '/asset/current_value'],
  [{ status: 'deleted' }, '/asset/status'],
  [{ status: 'lent' }, '/asset/status'],
  [{ purchase_date: '2026-02-30' }, '/asset/purchase_date'],
])('an asset with %j is refused at its field, and tags it names are not made', async (fault, pointer) => {
  const { send, made } = await open()
  const id = await made('assets', { asset: { name: 'Sextant' } })
  for (const [method, path] of [
    ['POST', 'assets'],
    ['PUT', `assets/${id}`],
  ] as const) {
    const { status, at } = await send(method, path, { asset: { name: 'Sextant', tags: ['new'], ...fault } })
    expect([status, at('errors.0.source.pointer')]).toEqual([422, pointer])
  }
  expect((await send('GET', 'tags')).at('data')).toEqual([])
})

test('a tag is one tag in any case, by its name or its id, and counted', async () => {
  const { send, made } = await open()
  const [one, two] = [
    await made('assets', { asset: { name: 'A', tags: ['Sea', ' sea '] } }),
    await made('assets', { asset: { name: 'B' } }),
  ]
  const id = (await send('GET', 'tags')).told('data.0.id')
  const tagged = await send('POST', `assets/${two}/tags`, { tags: [id, 'SEA', 'boat'] })
  expect(tagged.at('data.attributes.tags')).toEqual(['Sea', 'boat'])
  const counts = async (): Promise<unknown[]> => {
    const { at } = await send('GET', 'tags')
    return [0, 1].map((index) => [at(`data.${index}.attributes.name`), at(`data.${index}.attributes.assets_count`)])
  }
  expect(await counts()).toEqual([
    ['boat', 1],
    ['Sea', 2],
  ])
  expect(names(await send('GET', 'assets?tags=sea,boat'))).toEqual(['B'])
  expect((await send('DELETE', `assets/${two}/tags/SEA`)).at('data.attributes.tags')).toEqual(['boat'])
  expect((await send('DELETE', `assets/${two}/tags/sea`)).at('errors.0.title')).toBe('Tag Not Found')
  await send('DELETE', `assets/${one}`)
  expect(await counts()).toEqual([
    ['boat', 1],
    ['Sea', 0],
  ])
  expect((await send('POST', `assets/${two}/tags`, { tags: [' '] })).at('errors.0.source.pointer')).toBe('/tags')
})

test('a collection counts each asset once, takes all or none, and lists the last added first', async () => {
  const { send, made } = await open()
  const ids = [await made('assets', { asset: { name: 'A' } }), await made('assets', { asset: { name: 'B' } })]
  const collection = await made('collections', { collection: { name: 'Aboard' } })
  const path = `collections/${collection}/assets`
  const refused = await send('POST', path, { asset_unique_ids: [ids[0], nobody] })
  expect([refused.status, refused.at('errors.0.source.pointer'), names(await send('GET', path))]).toEqual([422, '/asset_unique_ids/1', []])
  expect((await send('POST', path, { asset_unique_ids: [ids[0]] })).at('data.attributes.assets_count')).toBe(1)
  expect((await send('POST', path, { asset_unique_ids: [...ids, ...ids] })).at('data.attributes.assets_count')).toBe(2)
  expect(names(await send('GET', path))).toEqual(['B', 'A'])
  expect(names(await send('GET', `${path}?sort=name&search=A`))).toEqual(['A'])
  await send('DELETE', `assets/${ids[1]}`)
  expect(names(await send('GET', path))).toEqual(['A'])
  expect((await send('GET', 'collections')).at('data.0.attributes.assets_count')).toBe(1)
  expect((await send('DELETE', `${path}/${ids[0]}`)).status).toBe(200)
  expect((await send('DELETE', `${path}/${ids[0]}`)).status).toBe(404)
  expect((await send('GET', `assets/${ids[0]}`)).status).toBe(200)
})

test('use is counted by day: views where it is read, downloads where its link is followed, transformations', async () => {
  let time = Date.parse('2026-01-01T23:50:00Z')
  const { send, made, world } = await blockWorld('assets', { blocks: [assetsBlock], now: () => time })
  const id = await made('assets', pictureForm({ name: 'Boat' }))
  const analytics = async (query = ''): Promise<unknown> => (await send('GET', `assets/${id}/analytics${query}`)).at('data.attributes')
  expect(await analytics()).toEqual({ views_count: 0, downloads_count: 0, transformations_count: 0, last_accessed_at: null, by_day: [] })
  await send('GET', 'assets')
  await world.sandbox.fetch((await send('GET', `assets/${id}`)).told('data.attributes.url'))
  await send('POST', `assets/${id}/transform`, { transformation: { operations: [{ type: 'resize', width: 4 }] } })
  time = Date.parse('2026-01-02T00:00:00Z')
  await send('GET', `assets/${id}`)
  const [first, second] = [
    { date: '2026-01-01', views: 1, downloads: 1, transformations: 1 },
    { date: '2026-01-02', views: 1, downloads: 0, transformations: 0 },
  ]
  expect(await analytics()).toEqual({
    views_count: 2,
    downloads_count: 1,
    transformations_count: 1,
    last_accessed_at: '2026-01-02T00:00:00.000Z',
    by_day: [first, second],
  })
  expect(await analytics('?end_date=2026-01-01')).toMatchObject({ views_count: 1, by_day: [first] })
  expect(await analytics('?start_date=2026-01-02')).toMatchObject({ downloads_count: 0, by_day: [second] })
})

test('an end before its beginning is refused', async () => {
  const { send, made } = await open()
  const id = await made('assets', { asset: { name: 'A' } })
  const { status, at } = await send('GET', `assets/${id}/analytics?start_date=2026-01-02&end_date=2026-01-01`)
  expect([status, at('errors.0.source.parameter')]).toEqual([422, 'end_date'])
})

test('a link is good for an hour, and not once the asset is in the trash', async () => {
  const { send, made, world } = await open()
  const id = await made('assets', pictureForm({ name: 'Boat' }))
  const url = (await send('GET', `assets/${id}`)).told('data.attributes.url')
  const status = async (): Promise<number> => (await world.sandbox.fetch(url)).status
  expect([await status(), (await world.sandbox.fetch(url.split('?')[0] ?? '')).status]).toEqual([200, 403])
  await send('DELETE', `assets/${id}`)
  expect(await status()).toBe(404)
  expect([names(await send('GET', 'assets')), names(await send('GET', 'assets/trash/show'))]).toEqual([[], ['Boat']])
  world.advance(3_600_000)
  expect(await status()).toBe(410)
})

test('what one app id holds, another neither lists nor reaches nor changes', async () => {
  const { send, world, ...rest } = await open()
  const piece = await onePiece({ send, world, ...rest })
  const options = { appId: 'elsewhere', token: (await newcomer(world, 'elsewhere')).token }
  for (const list of ['assets', 'collections', 'tags', 'assets/trash/show'])
    expect((await send('GET', list, undefined, options)).at('data')).toEqual([])
  const paths = [
    `assets/${piece.assets}`,
    `assets/${piece.assets}/renditions`,
    `assets/${piece.assets}/analytics`,
    `collections/${piece.collections}/assets`,
  ]
  for (const path of paths) expect((await send('GET', path, undefined, options)).status).toBe(404)
  expect((await send('DELETE', `assets/${piece.assets}`, undefined, options)).status).toBe(404)
  const url = (await send('GET', `assets/${piece.assets}`)).told('data.attributes.url')
  expect((await world.sandbox.fetch(url.replace('/works/', '/elsewhere/'))).status).toBe(403)
})
