const whole = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 })

/**
 * A sum of money without its cents.
 *
 * @example
 * money(18400) // '€18,400'
 */
export function money(value: number): string {
  return whole.format(value)
}
