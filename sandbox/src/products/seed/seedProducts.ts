import type { Place } from '../../database/place.ts'
import { createRow, instant } from '../../database/rows.ts'
import { boatPng } from '../../seed/drawings.ts'
import { indexWords } from '../catalogue.ts'
import { imagePath } from '../imageLink.ts'
import { setBasePrice } from '../setBasePrice.ts'
import { categories, images, products, stocks, variations, warehouses } from '../tables.ts'
import { categoryTree, shelves, warehouseRows } from './shelves.ts'

const day = 86_400_000

/**
 * Plants the demo data of the products block: a ship chandler's shelves, in two warehouses, one product in the trash.
 *
 * @example
 * database.transaction(() => seedProducts(place))
 */
export function seedProducts(place: Place): void {
  const categoryIds = new Map<string, string>()
  for (const [name, parent] of categoryTree)
    categoryIds.set(name, createRow(place, categories, { name, parent_id: categoryIds.get(parent ?? '') ?? null }).unique_id)
  const warehouseIds = warehouseRows.map((row) => createRow(place, warehouses, row).unique_id)
  for (const [
    at,
    { category, price, held, reserved = 0, status = 'active', variations: forms = [], pictured, ...row },
  ] of shelves.entries()) {
    const made = instant(place.now() - (shelves.length - at) * 3 * day)
    const beside = { status, created_at: made, updated_at: made }
    const { unique_id } = createRow(place, products, { ...row, category_id: categoryIds.get(category) ?? null }, beside)
    setBasePrice(place, unique_id, price, 'EUR')
    for (const [name, options] of forms)
      createRow(
        place,
        variations,
        { name, options, sku: `${row.sku}-${Object.values(options).join('-').toUpperCase()}` },
        {
          product_unique_id: unique_id,
          status: 'active',
        },
      )
    for (const [index, quantity] of held.entries())
      createRow(
        place,
        stocks,
        { warehouse_unique_id: warehouseIds[index] ?? '', quantity, min_quantity: 5, max_quantity: null },
        {
          product_unique_id: unique_id,
          reserved: index === 0 ? reserved : 0,
        },
      )
    if (pictured === true) addPicture(place, unique_id, row.name)
    indexWords(place, unique_id)
  }
}

function addPicture(place: Place, product: string, alt_text: string): void {
  const key = place.mint()
  place.bytes.put(key, boatPng())
  createRow(
    place,
    images,
    { file_url: imagePath(place.tenant, key), alt_text, position: 1 },
    {
      unique_id: key,
      product_unique_id: product,
      file_type: 'image/png',
      status: 'published',
    },
  )
}
