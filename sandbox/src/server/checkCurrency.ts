import type { Context, SignedIn } from './context.ts'
import { refuseField } from './refusal.ts'

/**
 * Refuses with 422 `invalid_currency`, at the body's field `currency`, a code that is none of ISO 4217's, in capitals.
 *
 * @example
 * checkCurrency(context, input.currency)
 */
export function checkCurrency(context: Context<SignedIn | null>, currency: string): void {
  if (Intl.supportedValuesOf('currency').includes(currency)) return
  refuseField(context.pointer('currency'), `'${currency}' is no currency; give an ISO 4217 code such as EUR`, 'invalid_currency')
}
