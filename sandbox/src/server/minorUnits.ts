import type { Context, SignedIn } from './context.ts'
import { refuseField } from './refusal.ts'

/** A thousand billions: sums of many such amounts are still exact. */
const most = 99_999_999_999_999

/**
 * An amount of money as it is reckoned with here: a whole number of the smallest unit, a hundredth. Refuses with 422 at the field an
 * amount below `least` (0.01 unless said, also in the smallest unit), above 999,999,999,999.99 or with more than two decimals.
 *
 * @example
 * toMinor(context, 'amount', 25.5) // 2550
 */
export function toMinor(context: Context<SignedIn | null>, field: string, amount: number, least = 1): number {
  const minor = Math.round(amount * 100)
  const name = field.replaceAll('/', '.')
  // Dividing a whole number by 100 gives the nearest double to the decimal: the same one that JSON's text was read as.
  if (minor / 100 !== amount) refuseField(context.pointer(field), `${name} has more than two decimals`)
  if (minor < least) refuseField(context.pointer(field), `${name} must be ${fromMinor(least)} or more`)
  if (minor > most) refuseField(context.pointer(field), `${name} must be ${fromMinor(most)} or less`)
  return minor
}

/**
 * The same amount as it is told: a number with up to two decimals.
 *
 * @example
 * fromMinor(2550) // 25.5
 */
export function fromMinor(minor: number): number {
  return minor / 100
}
