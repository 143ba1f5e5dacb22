import {
  Product,
  createProduct,
  deleteProduct,
  getProduct,
  listProductTrash,
  listProducts,
  recoverProduct,
  searchProducts,
  updateProduct,
} from '@blockstate/core/products'
import type { Input } from '@blockstate/core/describe'
import { equalTo } from '../database/equalTo.ts'
import { isTaken } from '../database/isTaken.ts'
import { changeRow, createRow, findRow, listRows, references } from '../database/rows.ts'
import { nothing, page, record } from '../server/answer.ts'
import type { ListAnswer } from '../server/answer.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { refuseBlank } from '../server/refuseBlank.ts'
import { selectPage } from '../server/selectPage.ts'
import type { ListInput, ListSource } from '../server/selectPage.ts'
import { findProduct, foundIn, indexWords, skuHolder } from './catalogue.ts'
import { withPicture } from './imageLink.ts'
import { categories, images, products } from './tables.ts'

/** Products. Deleting puts them into the trash, where only recovering reaches them. */
export const productHandlers = [
  handle(listProducts, (context, { status, category_id, brand_id, ...input }) => {
    const { where, values } = equalTo({ status, category_id, brand_id })
    return pageOf(context, input, { search: ['name', 'description', 'sku', 'barcode'], where: `status <> 'trash' and ${where}`, values })
  }),
  handle(listProductTrash, (context, input) => pageOf(context, input, { search: ['name', 'sku'], where: "status = 'trash'" })),
  handle(getProduct, (context, { unique_id }) => {
    const product = findProduct(context, unique_id)
    const pictures = listRows(context, images, { product_unique_id: unique_id }, 'position, seq')
    return record(Product, { ...withPicture(context, product), images: references('product_image', pictures) })
  }),
  handle(createProduct, (context, input) =>
    context.database.transaction(() => {
      checkWritten(context, input)
      const { unique_id } = createRow(context, products, input, { status: input.status ?? 'active' })
      indexWords(context, unique_id)
      return record(Product, findProduct(context, unique_id))
    }),
  ),
  handle(updateProduct, (context, { unique_id, ...input }) =>
    context.database.transaction(() => {
      findProduct(context, unique_id)
      checkWritten(context, input, unique_id)
      const changed = changeRow(context, products, unique_id, input)
      indexWords(context, unique_id)
      return record(Product, changed)
    }),
  ),
  handle(deleteProduct, (context, { unique_id }) => {
    findProduct(context, unique_id)
    changeRow(context, products, unique_id, {}, { status: 'trash' })
    return nothing()
  }),
  handle(recoverProduct, (context, { unique_id }) => {
    const { status, name } = findRow(context, products, unique_id)
    if (status !== 'trash')
      refuse(409, 'conflict', 'Product Is Not In The Trash', `${name} is ${status ?? 'active'}; there is nothing to recover.`)
    return record(Product, changeRow(context, products, unique_id, {}, { status: 'active' }))
  }),
  handle(searchProducts, (context, { query, status, category_id, brand_id, ...input }) => {
    const rank = foundIn(context, query) ?? refuseField(context.pointer('query'), 'query must hold a word')
    const { where, values } = equalTo({ status, category_id, brand_id })
    return pageOf(context, input, { rank, where: status === undefined ? `status <> 'trash' and ${where}` : where, values })
  }),
]

function pageOf(context: Context, input: ListInput, narrowed: Omit<ListSource, 'table'>): ListAnswer {
  const { rows, total } = selectPage(context, input, Product, { table: products.told, ...narrowed })
  return page(
    Product,
    rows.map((row) => withPicture(context, row)),
    { total },
  )
}

/** Refuses with 422 what no product may be: without a name, with another's sku, in a category that is not there, made into trash. */
function checkWritten(context: Context, input: Partial<Input<typeof createProduct>>, id?: string): void {
  refuseBlank(context, { name: input.name, sku: input.sku })
  if (input.status === 'trash') refuseField(context.pointer('status'), 'status cannot be set to trash; delete the product')
  const holder = input.sku === undefined ? undefined : skuHolder(context, input.sku, id)
  if (holder !== undefined) refuseField(context.pointer('sku'), `sku ${input.sku ?? ''} is that of the ${holder}`)
  const category = input.category_id ?? undefined
  if (category !== undefined && !isTaken(context, categories, category))
    refuseField(context.pointer('category_id'), `there is no category ${category}`)
}
