/** What the processor here refuses, by its test tokens; every other `tok_…` is charged. */
const declined: Readonly<Record<string, string>> = {
  tok_chargeDeclined: 'card_declined',
  tok_chargeDeclinedInsufficientFunds: 'insufficient_funds',
  tok_chargeDeclinedExpiredCard: 'expired_card',
  tok_chargeDeclinedIncorrectCvc: 'incorrect_cvc',
  tok_chargeDeclinedProcessingError: 'processing_error',
}

/**
 * Charges a card as the local processor does, which knows nothing but tokens: why it was refused, `null` where it was charged.
 *
 * @example
 * processPayment('tok_chargeDeclined') // 'card_declined'
 */
export function processPayment(token: string): string | null {
  return Object.hasOwn(declined, token) ? (declined[token] ?? null) : null
}
