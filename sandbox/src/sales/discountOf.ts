/** The part of a coupon that says how much it takes off; `value_minor` is hundredths: of a per cent, or of money. */
export interface Discount {
  readonly discount_type: 'percentage' | 'fixed'
  readonly value_minor: number
}

/**
 * What a coupon takes off a total, both in the smallest unit: its share rounded half up, or its amount, and never more than there is.
 *
 * @example
 * discountOf({ discount_type: 'percentage', value_minor: 1250 }, 999) // 125
 */
export function discountOf({ discount_type, value_minor }: Discount, total: number): number {
  if (discount_type === 'fixed') return Math.min(value_minor, total)
  // In whole numbers: total × hundredths of a per cent is beyond what doubles hold exactly.
  return Number((BigInt(total) * BigInt(value_minor) * 2n + 10_000n) / 20_000n)
}
