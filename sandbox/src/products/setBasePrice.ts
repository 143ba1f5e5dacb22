import type { Place } from '../database/place.ts'
import { changeRow, createRow, listRows } from '../database/rows.ts'
import { prices } from './tables.ts'

/**
 * Sets what a product costs in a currency where nothing else is said: neither channel nor variation. `minor` is in hundredths.
 *
 * @example
 * setBasePrice(place, product.unique_id, 4_500, 'EUR')
 */
export function setBasePrice(place: Place, product: string, minor: number, currency: string): void {
  const there = listRows(place, prices, { product_unique_id: product, currency }).find(
    (price) => price.channel_unique_id == null && price.variation_unique_id == null,
  )
  if (there !== undefined) changeRow(place, prices, there.unique_id, {}, { amount_minor: minor, compare_at_minor: null, status: 'active' })
  else createRow(place, prices, { currency }, { product_unique_id: product, amount_minor: minor, status: 'active' })
}
