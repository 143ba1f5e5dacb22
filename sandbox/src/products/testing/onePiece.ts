import { randomUUID } from 'node:crypto'
import type { BlockWorld } from '../../testing/blockWorld.ts'

/** The ids of one record of each kind, all of one product. */
export interface OnePiece {
  readonly products: string
  readonly variations: string
  readonly stock: string
  readonly prices: string
  readonly images: string
  readonly categories: string
  readonly warehouses: string
}

/**
 * Makes one product with a variation, a stock of 10, a price, an approved image, in a category, through the API.
 *
 * @example
 * const piece = await onePiece(await blockWorld('products', { blocks: [productsBlock] }))
 */
export async function onePiece({ made, send }: BlockWorld): Promise<OnePiece> {
  const category_id = await made('categories', { category: { name: 'Rope' } })
  const warehouse_unique_id = await made('warehouses', { warehouse: { name: 'Quay 3' } })
  const product = await made('products', { product: { name: 'Line', sku: randomUUID(), category_id } })
  const images = await made(`products/${product}/images`, { image: { file_url: 'https://example.com/line.png' } })
  await send('PUT', `products/${product}/images/${images}/approve`)
  return {
    products: product,
    images,
    variations: await made(`products/${product}/variations`, { variation: { name: 'Blue', options: { colour: 'blue' } } }),
    stock: await made(`products/${product}/stock`, { stock: { warehouse_unique_id, quantity: 10 } }),
    prices: await made(`products/${product}/prices`, { price: { amount: 24.9, currency: 'EUR' } }),
    categories: category_id,
    warehouses: warehouse_unique_id,
  }
}
