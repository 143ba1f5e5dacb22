import type { SqlValue } from '../database/openDatabase.ts'
import type { Place } from '../database/place.ts'
import { instant, notFound } from '../database/rows.ts'
import type { Discount } from './discountOf.ts'

/** A coupon as it is now, with what only billing sees. */
export interface CouponRow extends Discount {
  readonly unique_id: string
  readonly code: string
  readonly currency: string | null
  readonly max_uses: number
  readonly used_count: number
  readonly valid_from: string | null
  readonly status: 'active' | 'redeemed' | 'voided' | 'expired'
}

/**
 * The SQL of the tenant's coupons as they are now: how often each was used, and whether it still works.
 *
 * @example
 * selectPage(context, input, Coupon, { table: 'sales_coupons_now', computed: couponsAt(context) })
 */
export function couponsAt({ tenant, now }: Place): { readonly sql: string; readonly values: readonly SqlValue[] } {
  const sql = `select u.*, case when voided = 1 then 'voided' when used_count >= max_uses then 'redeemed' when valid_to <= ? then 'expired'
      else 'active' end as status
    from (select c.seq as rowid, c.*, c.value_minor / 100.0 as discount_value,
        (select count(*) from sales_redemptions d where d.tenant = c.tenant and d.coupon_id = c.unique_id) as used_count
      from sales_coupons c where c.tenant = ?) u`
  return { sql, values: [instant(now()), tenant] }
}

/**
 * One coupon by its id, or by its code, whose letter case does not matter. Throws a 404 refusal where there is none.
 *
 * @example
 * findCoupon(context, 'WELCOME', 'code')
 */
export function findCoupon(place: Place, key: string, by: 'unique_id' | 'code' = 'unique_id'): CouponRow {
  const { sql, values } = couponsAt(place)
  const row = place.database.get<CouponRow>(`${sql} where u.${by} = ? collate nocase`, ...values, key)
  return row ?? notFound('Coupon', key)
}
