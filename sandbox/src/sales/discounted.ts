import type { Input } from '@blockstate/core/describe'
import type { applyCoupon } from '@blockstate/core/sales'
import { changeRow, instant, notFound } from '../database/rows.ts'
import type { Context } from '../server/context.ts'
import { toMinor } from '../server/minorUnits.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import type { CouponRow } from './couponsAt.ts'
import { discountOf } from './discountOf.ts'
import { subscriptionRow } from './subscriptionRow.ts'
import { invoices, subscriptions } from './tables.ts'

interface Reckoned {
  /** Before the discount, in the smallest unit, as `discount` is. */
  readonly total: number
  readonly discount: number
}

/**
 * Takes a coupon's discount off the one thing that was named: an open invoice, whose total falls at once; a subscription, whose next
 * invoice will; or a total of the caller's, which is only reckoned. Throws a refusal where that is not the customer's, has a coupon
 * already, is over, or is paid in another currency.
 *
 * @example
 * const { total, discount } = discounted(context, coupon, customer, input)
 */
export function discounted(context: Context, coupon: CouponRow, customer: string, input: Input<typeof applyCoupon>): Reckoned {
  const { subscription_unique_id, invoice_unique_id, order_total } = input
  const named = [subscription_unique_id, invoice_unique_id, order_total].filter((one) => one !== undefined)
  if (named.length !== 1)
    refuseField(context.pointer('order_total'), 'name one of subscription_unique_id, invoice_unique_id and order_total')
  if (invoice_unique_id !== undefined) return offInvoice(context, coupon, customer, invoice_unique_id)
  if (subscription_unique_id !== undefined) return offSubscription(context, coupon, customer, subscription_unique_id)
  const total = toMinor(context, 'order_total', order_total ?? 0)
  return { total, discount: discountOf(coupon, total) }
}

function offInvoice(context: Context, coupon: CouponRow, customer: string, id: string): Reckoned {
  const row = context.database.get<{
    customer_unique_id: string
    status: string
    currency: string
    subtotal_minor: number
    coupon_id: string | null
  }>('select * from sales_invoices where tenant = ? and unique_id = ?', context.tenant, id)
  if (row === undefined) return notFound('Invoice', id)
  check(context, 'invoice_unique_id', row.customer_unique_id === customer, row, coupon)
  if (row.status !== 'open') refuseField(context.pointer('invoice_unique_id'), `invoice ${id} is ${row.status}, not open`)
  const discount = discountOf(coupon, row.subtotal_minor)
  const free = discount === row.subtotal_minor ? { status: 'paid', paid_at: instant(context.now()) } : {}
  changeRow(context, invoices, id, {}, { discount_minor: discount, coupon_id: coupon.unique_id, ...free })
  return { total: row.subtotal_minor, discount }
}

function offSubscription(context: Context, coupon: CouponRow, customer: string, id: string): Reckoned {
  const row = subscriptionRow(context, id)
  check(context, 'subscription_unique_id', row.user_unique_id === customer, row, coupon)
  if (row.status !== 'active')
    refuseField(context.pointer('subscription_unique_id'), `subscription ${id} is ${row.status}: no invoice will follow`)
  changeRow(context, subscriptions, id, {}, { coupon_id: coupon.unique_id })
  return { total: row.price_minor, discount: discountOf(coupon, row.price_minor) }
}

function check(
  context: Context,
  field: string,
  own: boolean,
  { currency, coupon_id }: { readonly currency: string; readonly coupon_id: string | null },
  coupon: CouponRow,
): void {
  if (!own) refuseField(context.pointer(field), `${field} is another customer's`)
  if (coupon_id !== null) refuse(409, 'conflict', 'Coupon Applied Already', 'It has a coupon already; one is all it takes.')
  if (coupon.discount_type === 'fixed' && coupon.currency !== currency)
    refuseField(context.pointer('code'), `the coupon ${coupon.code} is worth ${coupon.currency}, not ${currency}`)
}
