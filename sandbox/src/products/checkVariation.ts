import type { Context } from '../server/context.ts'
import { refuseField } from '../server/refusal.ts'
import { listRows } from '../database/rows.ts'
import { variations } from './tables.ts'

/**
 * Refuses with 422 a variation that is none of the product's.
 *
 * @example
 * checkVariation(context, product.unique_id, input.variation_unique_id)
 */
export function checkVariation(context: Context, product: string, id: string | null | undefined): void {
  if (id != null && listRows(context, variations, { product_unique_id: product, unique_id: id }).length === 0)
    refuseField(context.pointer('variation_unique_id'), `the product has no variation ${id}`)
}
