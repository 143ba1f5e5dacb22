import { op, paged, resource } from '../../declare/index.ts'

/** A discount by code: so many per cent, or so much money. `redeemed` when all its uses are gone. */
export const Coupon = resource('coupon', {
  code: 'string',
  discount_type: 'percentage|fixed',
  discount_value: 'decimal',
  currency: 'string|null?',
  max_uses: 'integer?',
  used_count: 'integer!',
  valid_from: 'timestamp|null?',
  valid_to: 'timestamp|null?',
  status: 'active|redeemed|voided|expired!',
})

/** One use of a coupon. */
export const CouponRedemption = resource('coupon_redemption', {
  code: 'string!',
  discount_amount: 'decimal!',
  final_total: 'decimal!',
  redeemed_at: 'timestamp!',
  remaining_uses: 'integer!',
})

export const listCoupons = op('GET sales/coupons', {
  about: 'Page through coupons, and whether they still work',
  query: paged({ status: 'string?', search: 'string?' }),
  returns: [Coupon],
})
export const createCoupon = op('POST sales/coupons', { about: 'Make a discount code', body: Coupon, returns: Coupon })
export const voidCoupon = op('PUT sales/coupons/:unique_id/void', { about: 'Make a coupon unusable', returns: Coupon, optimistic: false })
export const applyCoupon = op('POST sales/coupons/apply', {
  about: "Use a coupon for an open invoice, a subscription's next invoice, or a total of your own",
  root: 'coupon_application',
  body: {
    code: 'string',
    customer_unique_id: 'uuid',
    subscription_unique_id: 'uuid?',
    invoice_unique_id: 'uuid?',
    order_total: 'decimal?',
  },
  returns: CouponRedemption,
  optimistic: false,
  stale: ['sales/invoices', 'sales/subscriptions'],
})
