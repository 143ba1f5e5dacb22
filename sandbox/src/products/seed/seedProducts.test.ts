import { expect, test } from 'vitest'
import { demoPassword, demoUsers } from '../../seed/seedUsers.ts'
import { blockWorld, newcomer } from '../../testing/blockWorld.ts'
import { productsBlock } from '../productsBlock.ts'

test('the demo has two pages of products, in every state of stock, with prices, pictures and words that are found', async () => {
  const { world, send } = await blockWorld('products', { blocks: [productsBlock], seed: true }, 'demo')
  const login = await world.call('POST', '/v1/auth/login', { body: { email: demoUsers.ada.email, password: demoPassword } })
  const as = { token: login.told('data.attributes.access_token') }
  const list = await send('GET', 'products?per_page=100', undefined, as)
  // The list's own form: a record for each product.
  const { data } = list.json as { data: { id: string; attributes: { price: number; primary_image_url?: string; category_id: string } }[] }
  expect(data.length).toBeGreaterThan(15)
  expect(data.every(({ attributes }) => attributes.price > 0 && attributes.category_id !== null)).toBe(true)
  const pictures = data.flatMap(({ attributes }) => attributes.primary_image_url ?? [])
  expect(pictures.length).toBeGreaterThan(1)
  for (const url of pictures) expect((await world.sandbox.fetch(url)).headers.get('content-type')).toBe('image/png')
  const states = world.sandbox.database.all<{ status: string }>('select distinct status from products_stock_told')
  expect(states.map(({ status }) => status).toSorted()).toEqual(['in_stock', 'low_stock', 'out_of_stock'])
  expect((await send('POST', 'products/search', undefined, { ...as, body: { query: 'foghorn' } })).at('data.0.attributes.name')).toBe(
    'Foghorn',
  )
  expect((await send('GET', 'products/trash/show', undefined, as)).at('data.0.attributes.sku')).toBe('XX-99')
})

test('another tenant sees none of it', async () => {
  const { world, send } = await blockWorld('products', { blocks: [productsBlock], seed: true })
  const { token } = await newcomer(world, 'elsewhere')
  expect((await send('GET', 'products', undefined, { appId: 'elsewhere', token })).at('data')).toEqual([])
})
