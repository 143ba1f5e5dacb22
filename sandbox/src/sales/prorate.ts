/**
 * A price's share for a part of its time, rounded half up to the smallest unit: `price × part ÷ whole` in whole numbers.
 *
 * @param price in the smallest unit
 * @param part milliseconds left, from nothing to `whole`
 * @param whole milliseconds of the period
 *
 * @example
 * prorate(3000, 10 * day, 30 * day) // 1000
 */
export function prorate(price: number, part: number, whole: number): number {
  // A price times a year of milliseconds is beyond what doubles hold exactly.
  const [p, a, w] = [BigInt(price), BigInt(part), BigInt(whole)]
  return Number((2n * p * a + w) / (2n * w))
}
