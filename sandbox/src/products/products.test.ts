import { expect, test } from 'vitest'
import { boatPng } from '../seed/drawings.ts'
import { blockWorld, newcomer } from '../testing/blockWorld.ts'
import type { Answered } from '../testing/virtualSandbox.ts'
import { productsBlock } from './productsBlock.ts'
import { onePiece } from './testing/onePiece.ts'

const open = (): ReturnType<typeof blockWorld> => blockWorld('products', { blocks: [productsBlock] })

const names = (answer: Answered): unknown[] => {
  // The list's own form: a record for each product.
  const { data } = answer.json as { data: { attributes: { name: string } }[] }
  return data.map(({ attributes }) => attributes.name)
}

test('a product tells its base price, its stock, its variations and what it is linked to', async () => {
  const { send, ...world } = await open()
  const piece = await onePiece({ send, ...world })
  const answer = await send('GET', `products/${piece.products}`)
  expect(answer.at('data.attributes')).toMatchObject({ price: 24.9, currency: 'EUR', stock: 10, variations_count: 1, status: 'active' })
  expect(answer.at('data.relationships')).toEqual({
    category: { data: { type: 'category', id: piece.categories } },
    images: { data: [{ type: 'product_image', id: piece.images }] },
  })
})

test('what is in the trash is listed there alone, keeps its sku, and comes back', async () => {
  const { send, made } = await open()
  const category_id = await made('categories', { category: { name: 'Rope' } })
  const id = await made('products', { product: { name: 'Line', sku: 'A', category_id } })
  const counted = async (): Promise<unknown> => (await send('GET', 'categories')).at('data.0.attributes.products_count')
  expect((await send('PUT', `products/${id}/recover`)).status).toBe(409)
  expect((await send('DELETE', `products/${id}`)).status).toBe(204)
  expect([await counted(), (await send('GET', `products/${id}`)).status, names(await send('GET', 'products'))]).toEqual([0, 404, []])
  expect(names(await send('GET', 'products/trash/show'))).toEqual(['Line'])
  expect((await send('PUT', `products/${id}`, { product: { name: 'x' } })).status).toBe(404)
  expect((await send('POST', 'products', { product: { name: 'Other', sku: 'A' } })).at('errors.0.source.pointer')).toBe('/product/sku')
  expect((await send('PUT', `products/${id}/recover`)).at('data.attributes.status')).toBe('active')
  expect([await counted(), names(await send('GET', 'products'))]).toEqual([1, ['Line']])
})

test.each<[string, object, string]>([
  ['a blank name', { name: ' ' }, '/product/name'],
  ['a status that deleting gives', { status: 'trash' }, '/product/status'],
  ['a category that is not there', { category_id: '00000000-0000-4000-8000-000000000000' }, '/product/category_id'],
])('%s is refused at its field, when made and when changed', async (_, fault, pointer) => {
  const { send, made } = await open()
  const id = await made('products', { product: { name: 'Line' } })
  for (const [method, path] of [
    ['POST', 'products'],
    ['PUT', `products/${id}`],
  ] as const) {
    const { status, at } = await send(method, path, { product: { name: 'Rope', ...fault } })
    expect([status, at('errors.0.source.pointer')]).toEqual([422, pointer])
  }
  expect(names(await send('GET', 'products'))).toEqual(['Line'])
})

test('a sku is one thing only, product or variation', async () => {
  const { send, made } = await open()
  const id = await made('products', { product: { name: 'Line', sku: 'A' } })
  const variation = await made(`products/${id}/variations`, { variation: { name: 'Blue', sku: 'A-B' } })
  expect((await send('POST', 'products', { product: { name: 'x', sku: 'A-B' } })).at('errors.0.detail')).toContain('variation Blue')
  expect((await send('PUT', `products/${id}/variations/${variation}`, { variation: { sku: 'A' } })).status).toBe(422)
  expect((await send('PUT', `products/${id}/variations/${variation}`, { variation: { sku: 'A-B' } })).status).toBe(200)
})

test('lists are narrowed by status and category, searched, and sorted and filtered by price', async () => {
  const { send, made } = await open()
  const category_id = await made('categories', { category: { name: 'Rope' } })
  for (const [name, amount] of [
    ['Line', 20],
    ['Rope', 5],
    ['Bell', 100],
  ] as const) {
    const id = await made('products', {
      product: { name, ...(name !== 'Bell' && { category_id }), ...(name === 'Rope' && { status: 'inactive' }) },
    })
    await made(`products/${id}/prices`, { price: { amount, currency: 'EUR' } })
  }
  const found = async (query: string): Promise<unknown[]> => names(await send('GET', `products?${query}`))
  expect(await found('sort=-price')).toEqual(['Bell', 'Line', 'Rope'])
  expect(await found('filter[price_lt]=50&sort=price')).toEqual(['Rope', 'Line'])
  expect(await found(`category_id=${category_id}&status=active`)).toEqual(['Line'])
  expect(await found('search=ell')).toEqual(['Bell'])
})

test('search finds by every word from its beginning, in names, codes and variations, names before descriptions', async () => {
  const { send, made } = await open()
  await made('products', { product: { name: 'Wool cap', description: 'Goes with the blue jacket' } })
  const jacket = await made('products', { product: { name: 'Blue jacket', sku: 'JK-01' } })
  await made(`products/${jacket}/variations`, { variation: { name: 'Großes Öl', sku: 'XL-9' } })
  const trashed = await made('products', { product: { name: 'Blue tar' } })
  await send('DELETE', `products/${trashed}`)
  const found = async (query: string, more: object = {}): Promise<unknown[]> =>
    names(await send('POST', 'products/search', { search: { query, ...more } }))
  expect(await found('blue')).toEqual(['Blue jacket', 'Wool cap'])
  expect(await found('jack BLU')).toEqual(['Blue jacket', 'Wool cap'])
  expect(await found('grosses')).toEqual([])
  expect(await found('großes ol')).toEqual(['Blue jacket'])
  expect(await found('xl-9')).toEqual(['Blue jacket'])
  expect(await found('blue', { status: 'trash' })).toEqual(['Blue tar'])
  expect(await found('"blue" OR NEAR(* x:')).toEqual([])
  expect((await send('POST', 'products/search', { search: { query: ' *"-' } })).at('errors.0.source.pointer')).toBe('/search/query')
  await send('PUT', `products/${jacket}`, { product: { name: 'Red smock' } })
  expect(await found('blue')).toEqual(['Wool cap'])
})

test('what is found comes in pages, best first, or as it is sorted', async () => {
  const { send, made } = await open()
  for (const name of ['Line line line', 'Line and rope', 'Rope, for those who like it in many more words than a line'])
    await made('products', { product: { name } })
  const page = (query: string): Promise<Answered> => send('POST', `products/search?${query}`, { search: { query: 'line' } })
  const first = await page('per_page=2')
  expect(first.at('meta.pagination.total_count')).toBe(3)
  const all = [...names(first), ...names(await page('per_page=2&page=2'))]
  expect(all).toEqual(['Line line line', 'Line and rope', 'Rope, for those who like it in many more words than a line'])
  expect(names(await page('sort=-name'))).toEqual(all.toSorted().toReversed())
})

test('a price is set once for each currency, channel and variation, and exact to the cent', async () => {
  const { send, made, ...world } = await open()
  const piece = await onePiece({ send, made, ...world })
  const path = `products/${piece.products}/prices`
  const set = (price: object): Promise<Answered> => send('POST', path, { price: { amount: 0.1, currency: 'EUR', ...price } })
  const again = await set({ amount: 1.1 })
  expect([again.status, again.at('data.id'), again.at('data.attributes.amount')]).toEqual([200, piece.prices, 1.1])
  expect((await set({ currency: 'USD' })).status).toBe(201)
  expect((await set({ variation_unique_id: piece.variations })).status).toBe(201)
  expect((await set({ channel_unique_id: piece.variations })).status).toBe(201)
  expect((await send('GET', path)).at('data.4')).toBeUndefined()
  expect((await send('GET', `products/${piece.products}`)).at('data.attributes.price')).toBe(1.1)
})

test.each<[object, string]>([
  [{ amount: 0 }, '/price/amount'],
  [{ amount: -1 }, '/price/amount'],
  [{ amount: 1.005 }, '/price/amount'],
  [{ currency: 'EURO' }, '/price/currency'],
  [{ compare_at_amount: 1 }, '/price/compare_at_amount'],
  [{ variation_unique_id: '00000000-0000-4000-8000-000000000000' }, '/price/variation_unique_id'],
])('a price of %j is refused at its field', async (fault, pointer) => {
  const { send, made } = await open()
  const id = await made('products', { product: { name: 'Line' } })
  const { status, at } = await send('POST', `products/${id}/prices`, { price: { amount: 2, currency: 'EUR', ...fault } })
  expect([status, at('errors.0.source.pointer')]).toEqual([422, pointer])
})

test('an image that came as a file is served, shown once it is published, and gone when it is deleted', async () => {
  const { send, made, world } = await open()
  const id = await made('products', { product: { name: 'Boat' } })
  const form = new FormData()
  form.set('image[file]', new File([Uint8Array.from(boatPng())], 'boat.txt', { type: 'text/html' }))
  form.set('image[alt_text]', 'A boat')
  const { told, at } = await send('POST', `products/${id}/images`, form)
  expect(at('data.attributes')).toMatchObject({ alt_text: 'A boat', position: 1, status: 'pending' })
  const image = told('data.id')
  const response = await world.sandbox.fetch(told('data.attributes.file_url'))
  expect([response.headers.get('content-type'), new Uint8Array(await response.arrayBuffer())]).toEqual(['image/png', boatPng()])
  expect((await send('PUT', `products/${id}/images/${image}/publish`)).status).toBe(409)
  await send('PUT', `products/${id}/images/${image}/approve`)
  expect((await send('GET', 'products')).at('data.0.attributes.primary_image_url')).toBeUndefined()
  await send('PUT', `products/${id}/images/${image}/publish`)
  expect((await send('GET', 'products')).at('data.0.attributes.primary_image_url')).toBe(told('data.attributes.file_url'))
  expect((await send('PUT', `products/${id}/images/${image}/approve`)).status).toBe(409)
  await send('DELETE', `products/${id}/images/${image}`)
  expect((await world.sandbox.fetch(told('data.attributes.file_url'))).status).toBe(404)
})

test.each<[string, Readonly<Record<string, string | File>>, string]>([
  ['neither', {}, 'file_url'],
  ['an address that runs', { file_url: 'javascript:alert(1)' }, 'file_url'],
  ['both', { file_url: 'https://example.com/a.png', file: new File(['x'], 'a.png') }, 'file_url'],
  ['a file that is no picture', { file: new File(['<script>'], 'a.png', { type: 'image/png' }) }, 'file'],
  ['a drawing that may hold scripts', { file: new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'a.svg') }, 'file'],
])('an image by %s is refused', async (_, parts, field) => {
  const { send, made } = await open()
  const id = await made('products', { product: { name: 'Boat' } })
  const form = new FormData()
  form.set('position', '1')
  for (const [name, part] of Object.entries(parts)) form.set(name, part)
  const { status, at } = await send('POST', `products/${id}/images`, form)
  expect([status, at('errors.0.source.pointer')]).toEqual([422, `/${field}`])
})

test('images stand in their order', async () => {
  const { send, made } = await open()
  const id = await made('products', { product: { name: 'Boat' } })
  for (const position of [2, undefined, 1])
    await made(`products/${id}/images`, {
      image: { file_url: `https://example.com/${position ?? 3}.png`, ...(position !== undefined && { position }) },
    })
  const { at } = await send('GET', `products/${id}/images`)
  expect([0, 1, 2].map((index) => at(`data.${index}.attributes.file_url`))).toEqual(
    [1, 2, 3].map((name) => `https://example.com/${name}.png`),
  )
})

test('what one app id holds, another neither lists nor finds nor reaches nor changes', async () => {
  const { send, made, world, ...rest } = await open()
  const piece = await onePiece({ send, made, world, ...rest })
  const options = { appId: 'elsewhere', token: (await newcomer(world, 'elsewhere')).token }
  for (const list of ['products', 'categories', 'warehouses', 'products/trash/show'])
    expect((await send('GET', list, undefined, options)).at('data')).toEqual([])
  expect((await send('POST', 'products/search', undefined, { ...options, body: { query: 'line' } })).at('data')).toEqual([])
  const path = `products/${piece.products}`
  for (const below of ['', '/variations', '/stock', '/prices', '/images'])
    expect((await send('GET', `${path}${below}`, undefined, options)).status).toBe(404)
  expect((await send('DELETE', path, undefined, options)).status).toBe(404)
  expect((await send('PUT', `${path}/stock/${piece.stock}`, undefined, { ...options, body: { quantity: 0 } })).status).toBe(404)
})
