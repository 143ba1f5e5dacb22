import { Price, listPrices, setPricing, updatePrice } from '@blockstate/core/products'
import type { SqlValue } from '../database/openDatabase.ts'
import { changeRow, createRow, findRow, listRows } from '../database/rows.ts'
import { list, record } from '../server/answer.ts'
import { checkCurrency } from '../server/checkCurrency.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { toMinor } from '../server/minorUnits.ts'
import { refuseField } from '../server/refusal.ts'
import { findProduct } from './catalogue.ts'
import { checkVariation } from './checkVariation.ts'
import { prices } from './tables.ts'

/** Prices: one for each currency, channel and variation of a product. */
export const priceHandlers = [
  handle(listPrices, (context, { product_unique_id }) => {
    findProduct(context, product_unique_id)
    return list(Price, listRows(context, prices, { product_unique_id }))
  }),
  handle(
    setPricing,
    (context, { product_unique_id, currency, amount, compare_at_amount, channel_unique_id = null, variation_unique_id = null }) =>
      context.database.transaction(() => {
        findProduct(context, product_unique_id)
        checkCurrency(context, currency)
        checkVariation(context, product_unique_id, variation_unique_id)
        const money = inMinor(context, amount, compare_at_amount ?? null)
        const there = listRows(context, prices, { product_unique_id, currency }).find(
          (price) => (price.channel_unique_id ?? null) === channel_unique_id && (price.variation_unique_id ?? null) === variation_unique_id,
        )
        if (there === undefined) {
          const beside = { ...money, product_unique_id, status: 'active' }
          return record(Price, createRow(context, prices, { currency, channel_unique_id, variation_unique_id }, beside), { status: 201 })
        }
        changeRow(context, prices, there.unique_id, {}, { ...money, status: 'active' })
        return record(Price, findRow(context, prices, there.unique_id), { status: 200 })
      }),
  ),
  handle(updatePrice, (context, { product_unique_id, price_unique_id, amount, compare_at_amount, status }) =>
    context.database.transaction(() => {
      findProduct(context, product_unique_id)
      const price = findRow(context, prices, price_unique_id, { product_unique_id })
      const before = compare_at_amount === undefined ? (price.compare_at_amount ?? null) : compare_at_amount
      const money = inMinor(context, amount ?? price.amount, before)
      changeRow(context, prices, price_unique_id, {}, { ...money, status: status ?? price.status })
      return record(Price, findRow(context, prices, price_unique_id))
    }),
  ),
]

function inMinor(context: Context, amount: number, before: number | null): Readonly<Record<string, SqlValue>> {
  const amount_minor = toMinor(context, 'amount', amount)
  const compare_at_minor = before === null ? null : toMinor(context, 'compare_at_amount', before)
  if (compare_at_minor !== null && compare_at_minor < amount_minor)
    refuseField(context.pointer('compare_at_amount'), 'compare_at_amount must not be below amount: it is what it cost before')
  return { amount_minor, compare_at_minor }
}
