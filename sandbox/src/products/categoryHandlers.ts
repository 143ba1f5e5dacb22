import { ProductCategory, createProductCategory, listProductCategories } from '@blockstate/core/products'
import { isTaken } from '../database/isTaken.ts'
import { createRow, listRows } from '../database/rows.ts'
import { list, record } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { refuseField } from '../server/refusal.ts'
import { refuseBlank } from '../server/refuseBlank.ts'
import { categories } from './tables.ts'

/** Categories of products: a tree by `parent_id`. */
export const categoryHandlers = [
  handle(listProductCategories, (context) => list(ProductCategory, listRows(context, categories, {}, 'name'))),
  handle(createProductCategory, (context, input) => {
    refuseBlank(context, { name: input.name })
    if (input.parent_id != null && !isTaken(context, categories, input.parent_id))
      refuseField(context.pointer('parent_id'), `there is no category ${input.parent_id}`)
    return record(ProductCategory, createRow(context, categories, input))
  }),
]
