import { Variation, createVariant, deleteVariant, listVariants, updateVariant } from '@blockstate/core/products'
import { changeRow, createRow, findRow, listRows, removeRow } from '../database/rows.ts'
import { list, nothing, record } from '../server/answer.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuseField } from '../server/refusal.ts'
import { refuseBlank } from '../server/refuseBlank.ts'
import { findProduct, indexWords, skuHolder } from './catalogue.ts'
import { variations } from './tables.ts'

/** Variations of a product. */
export const variantHandlers = [
  handle(listVariants, (context, { unique_id }) => {
    findProduct(context, unique_id)
    return list(Variation, listRows(context, variations, { product_unique_id: unique_id }))
  }),
  handle(createVariant, (context, { unique_id, ...input }) =>
    context.database.transaction(() => {
      findProduct(context, unique_id)
      checkWritten(context, input)
      const made = createRow(context, variations, input, { product_unique_id: unique_id, status: input.status ?? 'active' })
      indexWords(context, unique_id)
      return record(Variation, made)
    }),
  ),
  handle(updateVariant, (context, { unique_id, variation_unique_id, ...input }) =>
    context.database.transaction(() => {
      findVariant(context, unique_id, variation_unique_id)
      checkWritten(context, input, variation_unique_id)
      const changed = changeRow(context, variations, variation_unique_id, input)
      indexWords(context, unique_id)
      return record(Variation, changed)
    }),
  ),
  handle(deleteVariant, (context, { unique_id, variation_unique_id }) =>
    context.database.transaction(() => {
      findVariant(context, unique_id, variation_unique_id)
      removeRow(context, variations, variation_unique_id)
      for (const table of ['products_stock', 'products_prices'])
        context.database.run(`delete from ${table} where tenant = ? and variation_unique_id = ?`, context.tenant, variation_unique_id)
      indexWords(context, unique_id)
      return nothing()
    }),
  ),
]

function findVariant(context: Context, product: string, id: string): void {
  findProduct(context, product)
  findRow(context, variations, id, { product_unique_id: product })
}

function checkWritten(context: Context, { name, sku }: { name?: string | undefined; sku?: string | undefined }, id?: string): void {
  refuseBlank(context, { name, sku })
  const holder = sku === undefined ? undefined : skuHolder(context, sku, id)
  if (holder !== undefined) refuseField(context.pointer('sku'), `sku ${sku ?? ''} is that of the ${holder}`)
}
