import type { RecordOf } from '@blockstate/core/describe'
import type { Wallet } from '@blockstate/core/wallet'
import type { Place } from '../database/place.ts'
import type { Context } from '../server/context.ts'
import { refuse, refuseField } from '../server/refusal.ts'

/**
 * Refuses with 422 what a wallet may not take part in: a currency that is not its own (`invalid_currency`), anything while it is
 * frozen (`wallet_suspended`) or once it is closed (`wallet_closed`).
 *
 * @example
 * checkMayMove(context, wallet, 'EUR')
 */
export function checkMayMove(context: Context, { wallet_code, currency, status }: RecordOf<typeof Wallet>, asked: string): void {
  if (status === 'suspended')
    refuse(422, 'wallet_suspended', 'Wallet Suspended', `Wallet ${wallet_code} is frozen; unfreeze it before moving money.`)
  if (status === 'closed') refuse(422, 'wallet_closed', 'Wallet Closed', `Wallet ${wallet_code} is closed; use another one.`)
  if (asked !== currency)
    refuseField(context.pointer('currency'), `wallet ${wallet_code} holds ${currency}, not ${asked}`, 'invalid_currency')
}

/**
 * Refuses with 422 `duplicate_reference` a reference that a transaction of the tenant has already.
 *
 * @example
 * checkReference(context, input.reference_id)
 */
export function checkReference({ database, tenant }: Place, reference_id: string | undefined): void {
  if (reference_id === undefined) return
  const first = database.get<{ unique_id: string }>(
    'select unique_id from wallet_transactions where tenant = ? and reference_id = ?',
    tenant,
    reference_id,
  )
  if (first === undefined) return
  const detail = `Reference ${reference_id} belongs to transaction ${first.unique_id}, which was carried out; nothing was moved again.`
  refuse(422, 'duplicate_reference', 'Duplicate Reference', detail)
}
