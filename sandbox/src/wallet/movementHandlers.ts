import {
  createLedgerEntry,
  credit,
  debit,
  getTransactions,
  LedgerEntry,
  listLedgerEntries,
  Transaction,
  transfer,
} from '@blockstate/core/wallet'
import type { RecordOf } from '@blockstate/core/describe'
import { equalTo } from '../database/equalTo.ts'
import { instant, listRows } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { toMinor } from '../server/minorUnits.ts'
import { refuse } from '../server/refusal.ts'
import { checkMayMove, checkReference } from './checkMovement.ts'
import { findWallet } from './findWallet.ts'
import type { WalletPath } from './findWallet.ts'
import { postMovement } from './ledger.ts'
import { checkOtp, forgetOtp } from './otp.ts'
import { entries, transactions, wallets } from './tables.ts'

/** From this amount on, in the smallest unit, a transfer needs a mailed code. */
const large = 1_000_000

/** Money that moves: in, out, from wallet to wallet; and the books about it. */
export const movementHandlers = [
  handle(credit, (context, input) => record(Transaction, moveOutside(context, input, 'credit'))),
  handle(debit, (context, input) => record(Transaction, moveOutside(context, input, 'debit'))),
  handle(createLedgerEntry, (context, input) =>
    context.database.transaction(() => {
      const { unique_id } = moveOutside(context, input, input.entry_type)
      const written = listRows(context, entries, { transaction_unique_id: unique_id, wallet_code: input.wallet_code })
      return record(LedgerEntry, written[0] ?? lost(unique_id))
    }),
  ),
  handle(transfer, (context, input) => {
    const source = findWallet(context, input)
    const { target_wallet_code, currency, description, reference_id, otp_code } = input
    const amount = toMinor(context, 'amount', input.amount)
    checkReference(context, reference_id)
    const target = targetOf(context, source.wallet_code, target_wallet_code)
    checkMayMove(context, source, currency)
    checkMayMove(context, target, currency)
    const coded = amount >= large || otp_code !== undefined
    // Outside of the transaction: a wrong guess is counted although nothing is moved.
    if (coded) checkOtp(context, source.wallet_code, otp_code)
    return context.database.transaction(() => {
      const ends = { source: source.wallet_code, target: target.wallet_code }
      const told = postMovement(context, { transaction_type: 'transfer', amount, currency, description, reference_id, ...ends })
      if (coded) forgetOtp(context, source.wallet_code)
      return record(Transaction, told)
    })
  }),
  handle(getTransactions, (context, input) => {
    const { wallet_code } = findWallet(context, input)
    const narrowed = equalTo({ transaction_type: input.type, status: input.status })
    return answerPage(context, transactions, input, {
      where: `(source_wallet = ? or target_wallet = ?) and created_at >= ? and created_at <= ? and ${narrowed.where}`,
      values: [wallet_code, wallet_code, momentOf(input.start_date, ''), momentOf(input.end_date, '~'), ...narrowed.values],
    })
  }),
  handle(listLedgerEntries, (context, input) => {
    const { wallet_code } = findWallet(context, input)
    return answerPage(context, entries, input, equalTo({ account: wallet_code, entry_type: input.entry_type }))
  }),
]

type OutsideInput = WalletPath & {
  readonly amount: number
  readonly currency: string
  readonly description?: string | undefined
  readonly reference_id?: string | undefined
}

/** Money comes from outside (`credit`) or goes there (`debit`). */
function moveOutside(context: Context, input: OutsideInput, transaction_type: 'credit' | 'debit'): RecordOf<typeof Transaction> {
  const { currency, description, reference_id } = input
  return context.database.transaction(() => {
    const wallet = findWallet(context, input)
    const amount = toMinor(context, 'amount', input.amount)
    checkReference(context, reference_id)
    checkMayMove(context, wallet, currency)
    const ends = transaction_type === 'credit' ? { source: null, target: wallet.wallet_code } : { source: wallet.wallet_code, target: null }
    return postMovement(context, { transaction_type, amount, currency, description, reference_id, ...ends })
  })
}

function targetOf(context: Context, source: string, wallet_code: string): ReturnType<typeof findWallet> {
  if (wallet_code === source)
    refuse(422, 'self_transfer', 'Self Transfer', `Wallet ${source} cannot be source and target; name another target_wallet_code.`)
  const [target] = listRows(context, wallets, { wallet_code })
  return target ?? refuse(404, 'wallet_not_found', 'Wallet Not Found', `There is no wallet with the code ${wallet_code} to transfer to.`)
}

/** Times are stored in one form; another form of the same moment would sort beside it. */
function momentOf(given: string | undefined, otherwise: string): string {
  return given === undefined ? otherwise : instant(Date.parse(given))
}

function lost(transaction: string): never {
  throw new Error(`Transaction ${transaction} has no entry in its wallet`)
}
