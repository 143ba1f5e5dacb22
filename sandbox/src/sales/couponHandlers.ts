import { applyCoupon, Coupon, CouponRedemption, createCoupon, listCoupons, voidCoupon } from '@blockstate/core/sales'
import { enrolled } from '../auth/enrolled.ts'
import { equalTo } from '../database/equalTo.ts'
import { fromColumns } from '../database/fromColumns.ts'
import { changeRow, createRow, instant } from '../database/rows.ts'
import { page, record } from '../server/answer.ts'
import { atLeast } from '../server/atLeast.ts'
import { checkCurrency } from '../server/checkCurrency.ts'
import { handle } from '../server/handle.ts'
import { fromMinor, toMinor } from '../server/minorUnits.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { selectPage } from '../server/selectPage.ts'
import { couponsAt, findCoupon } from './couponsAt.ts'
import { handleCurrent } from './handleCurrent.ts'
import { discounted } from './discounted.ts'
import { coupons, customers, redemptions } from './tables.ts'

/** Coupons: made, made void, used. */
export const couponHandlers = [
  handle(listCoupons, (context, input) => {
    const source = { table: 'sales_coupons_now', computed: couponsAt(context), search: ['code'] }
    const { rows, total } = selectPage(context, input, Coupon, { ...source, ...equalTo({ status: input.status }) })
    return page(Coupon, rows, { total })
  }),
  handle(createCoupon, (context, { discount_value, currency = null, max_uses = 1, valid_from, valid_to, ...input }) =>
    context.database.transaction(() => {
      const value_minor = toMinor(context, 'discount_value', discount_value)
      if (input.discount_type === 'percentage' && value_minor > 10_000)
        refuseField(context.pointer('discount_value'), 'discount_value must be 100 per cent or less')
      if (input.discount_type === 'fixed' && currency === null)
        refuseField(context.pointer('currency'), 'currency is required where the discount is an amount')
      if (currency !== null) checkCurrency(context, currency)
      atLeast(context, 'max_uses', max_uses, 1)
      if (!/^\S{2,40}$/.test(input.code)) refuseField(context.pointer('code'), 'code must have 2 to 40 signs and no spaces')
      const [from, to] = [valid_from, valid_to].map((given) => (given == null ? null : instant(Date.parse(given))))
      if (from != null && to != null && from >= to) refuseField(context.pointer('valid_to'), 'valid_to must be after valid_from')
      const same = 'select 1 from sales_coupons where tenant = ? and code = ? collate nocase'
      if (context.database.get(same, context.tenant, input.code) !== undefined)
        refuse(409, 'duplicate_code', 'Duplicate Code', `There is a coupon ${input.code} already; choose another code.`)
      const kept = { ...input, currency, max_uses, valid_from: from, valid_to: to }
      const { unique_id } = createRow(context, coupons, kept, { value_minor, voided: 0 })
      return record(Coupon, fromColumns(Coupon, findCoupon(context, unique_id)))
    }),
  ),
  handle(voidCoupon, (context, { unique_id }) => {
    changeRow(context, coupons, unique_id, {}, { voided: 1 })
    return record(Coupon, fromColumns(Coupon, findCoupon(context, unique_id)))
  }),
  handleCurrent(applyCoupon, (context, input) =>
    context.database.transaction(() => {
      const coupon = findCoupon(context, input.code, 'code')
      const customer = enrolled(context, customers, input.customer_unique_id).unique_id
      const now = instant(context.now())
      if (coupon.status !== 'active')
        refuse(422, 'coupon_expired', 'Coupon Expired', `The coupon ${coupon.code} is ${coupon.status}; use another one.`)
      if (coupon.valid_from !== null && coupon.valid_from > now)
        refuse(422, 'coupon_expired', 'Coupon Not Valid Yet', `The coupon ${coupon.code} works from ${coupon.valid_from} on.`)
      const { total, discount } = discounted(context, coupon, customer, input)
      const columns = { coupon_id: coupon.unique_id, customer_unique_id: customer, redeemed_at: now }
      const { unique_id } = createRow(context, redemptions, {}, { ...columns, discount_minor: discount, final_minor: total - discount })
      const told = {
        unique_id,
        code: coupon.code,
        discount_amount: fromMinor(discount),
        final_total: fromMinor(total - discount),
        redeemed_at: now,
        remaining_uses: coupon.max_uses - coupon.used_count - 1,
      }
      return record(CouponRedemption, told, { status: 200 })
    }),
  ),
]
