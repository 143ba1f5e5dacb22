import type { RecordOf } from '@blockstate/core/describe'
import type { Transaction } from '@blockstate/core/wallet'
import type { Place } from '../database/place.ts'
import { addRow, createRow, instant } from '../database/rows.ts'
import { refuse } from '../server/refusal.ts'
import { entries, transactions } from './tables.ts'

/** Money on its way: whole numbers of the smallest unit, wallets by their code, `null` for the world outside. */
export interface Movement {
  readonly transaction_type: 'credit' | 'debit' | 'transfer'
  readonly amount: number
  readonly currency: string
  readonly source: string | null
  readonly target: string | null
  readonly description?: string | undefined
  readonly reference_id?: string | undefined
}

/**
 * What an account holds, in the smallest unit: the balance its last entry left behind.
 *
 * @example
 * balanceOf(context, 'wal-1') // 2550
 */
function balanceOf({ database, tenant }: Place, account: string): number {
  const last = database.get<{ balance: number }>(
    'select balance_after_minor as balance from wallet_entries where tenant = ? and account = ? order by seq desc limit 1',
    tenant,
    account,
  )
  return last?.balance ?? 0
}

/**
 * Writes a transaction and its two entries, all of it or nothing, and tells the transaction. Throws a 422 refusal,
 * `insufficient_funds`, where a wallet would fall below zero. Whether the wallets may move money at all is the caller's question.
 *
 * @example
 * postMovement(context, { transaction_type: 'credit', amount: 2550, currency: 'EUR', source: null, target: 'wal-1' })
 */
export function postMovement(place: Place, movement: Movement, at: string = instant(place.now())): RecordOf<typeof Transaction> {
  const { transaction_type, amount, currency, source, target, description = null, reference_id = null } = movement
  const outside = `outside:${currency}`
  return place.database.transaction(() => {
    const held = source === null ? amount : balanceOf(place, source)
    if (held < amount) {
      refuse(
        422,
        'insufficient_funds',
        'Insufficient Funds',
        `Wallet ${source} holds ${money(held)} ${currency} and ${money(amount)} were asked for; put money in first.`,
      )
    }
    const told = createRow(
      place,
      transactions,
      {},
      {
        transaction_type,
        amount_minor: amount,
        currency,
        description,
        reference_id,
        source_wallet: source,
        target_wallet: target,
        status: 'completed',
        created_at: at,
        updated_at: at,
      },
    )
    addEntry(place, source ?? outside, -amount, told.unique_id, at)
    addEntry(place, target ?? outside, amount, told.unique_id, at)
    return told
  })
}

function addEntry(place: Place, account: string, amount: number, transaction: string, at: string): void {
  const balance = balanceOf(place, account) + amount
  // Beyond it neighbouring amounts could no longer be told apart, and money would appear or vanish.
  if (!Number.isSafeInteger(balance))
    refuse(422, 'validation_error', 'Amount Too Large', `${account} cannot hold that much; move a smaller amount.`)
  const stamps = { created_at: at, updated_at: at }
  const columns = { transaction_unique_id: transaction, account, amount_minor: amount, balance_after_minor: balance }
  addRow(place, entries, place.mint(), {}, { ...columns, ...stamps })
}

function money(minor: number): string {
  return (minor / 100).toFixed(2)
}
