import { Stock, Warehouse, createStock, createWarehouse, listStock, listWarehouses, updateInventory } from '@blockstate/core/products'
import { isTaken } from '../database/isTaken.ts'
import { changeRow, createRow, findRow, listRows } from '../database/rows.ts'
import { list, record } from '../server/answer.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { refuseBlank } from '../server/refuseBlank.ts'
import { checkVariation } from './checkVariation.ts'
import { findProduct } from './catalogue.ts'
import { stocks, warehouses } from './tables.ts'

interface Level {
  readonly quantity: number
  readonly min_quantity: number | null
  readonly max_quantity: number | null
}

/** Stock by warehouse. Reading and writing a level is one transaction, so that no two writers count from the same number. */
export const stockHandlers = [
  handle(listStock, (context, { product_unique_id }) => {
    findProduct(context, product_unique_id)
    return list(Stock, listRows(context, stocks, { product_unique_id }))
  }),
  handle(createStock, (context, { product_unique_id, ...input }) =>
    context.database.transaction(() => {
      findProduct(context, product_unique_id)
      if (!isTaken(context, warehouses, input.warehouse_unique_id))
        refuseField(context.pointer('warehouse_unique_id'), `there is no warehouse ${input.warehouse_unique_id}`)
      checkVariation(context, product_unique_id, input.variation_unique_id)
      const { quantity, min_quantity = null, max_quantity = null, variation_unique_id = null } = input
      const there = listRows(context, stocks, { product_unique_id, warehouse_unique_id: input.warehouse_unique_id })
      if (there.some((stock) => (stock.variation_unique_id ?? null) === variation_unique_id))
        refuse(409, 'conflict', 'Stock Is There', 'This warehouse holds some of it already; change that entry.')
      checkLevel(context, { quantity, min_quantity, max_quantity }, 0)
      return record(Stock, createRow(context, stocks, input, { product_unique_id, reserved: 0 }))
    }),
  ),
  handle(updateInventory, (context, { product_unique_id, stock_unique_id, quantity, adjustment, ...limits }) =>
    context.database.transaction(() => {
      findProduct(context, product_unique_id)
      const stock = findRow(context, stocks, stock_unique_id, { product_unique_id })
      if (quantity !== undefined && adjustment !== undefined)
        refuseField(context.pointer('adjustment'), 'give either a quantity or an adjustment')
      const level: Level = {
        quantity: quantity ?? stock.quantity + (adjustment ?? 0),
        min_quantity: limits.min_quantity === undefined ? (stock.min_quantity ?? null) : limits.min_quantity,
        max_quantity: limits.max_quantity === undefined ? (stock.max_quantity ?? null) : limits.max_quantity,
      }
      if (adjustment !== undefined && level.quantity < stock.reserved)
        refuse(
          409,
          'insufficient_stock',
          'Insufficient Stock',
          `${stock.quantity} are there and ${stock.reserved} of them reserved: ${-adjustment} cannot be taken.`,
        )
      checkLevel(context, level, stock.reserved)
      changeRow(context, stocks, stock_unique_id, level)
      return record(Stock, findRow(context, stocks, stock_unique_id))
    }),
  ),
  handle(listWarehouses, (context) => list(Warehouse, listRows(context, warehouses, {}, 'name'))),
  handle(createWarehouse, (context, input) => {
    refuseBlank(context, { name: input.name })
    return record(Warehouse, createRow(context, warehouses, input))
  }),
]

function checkLevel(context: Context, { quantity, min_quantity, max_quantity }: Level, reserved: number): void {
  if (quantity < reserved)
    refuseField(
      context.pointer('quantity'),
      reserved === 0 ? 'quantity must be 0 or more' : `quantity must be ${reserved} or more: so many are reserved`,
    )
  if (min_quantity !== null && min_quantity < 0) refuseField(context.pointer('min_quantity'), 'min_quantity must be 0 or more')
  if (max_quantity !== null && max_quantity < (min_quantity ?? 0))
    refuseField(context.pointer('max_quantity'), `max_quantity must be ${min_quantity ?? 0} or more`)
  if (max_quantity !== null && quantity > max_quantity)
    refuseField(context.pointer('quantity'), `quantity must be ${max_quantity} or less: more is not to be kept here`)
}
