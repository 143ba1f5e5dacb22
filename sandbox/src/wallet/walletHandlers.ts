import {
  createOtp,
  createWallet,
  freezeWallet,
  getBalance,
  getWalletSummary,
  listWallets,
  Otp,
  unfreezeWallet,
  Wallet,
  WalletSummary,
} from '@blockstate/core/wallet'
import { knownUser } from '../auth/knownUser.ts'
import { equalTo } from '../database/equalTo.ts'
import { changeRow, createRow } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import type { RecordAnswer } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { checkCurrency } from '../server/checkCurrency.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { fromMinor } from '../server/minorUnits.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { findWallet } from './findWallet.ts'
import type { WalletPath } from './findWallet.ts'
import { mailOtp } from './otp.ts'
import { wallets } from './tables.ts'

/** Wallets: opened empty, frozen and let go, told with what is in them. */
export const walletHandlers = [
  handle(listWallets, (context, input) => {
    const user = knownUser(context, input.unique_id)
    const { status, currency } = input
    return answerPage(context, wallets, input, equalTo({ user_unique_id: user.unique_id, status, currency }))
  }),
  handle(createWallet, (context, { unique_id, currency, status = 'active' }) =>
    context.database.transaction(() => {
      const user = knownUser(context, unique_id)
      checkCurrency(context, currency)
      const open = `select 1 from wallet_wallets where tenant = ? and user_unique_id = ? and currency = ? and status <> 'closed'`
      if (status !== 'closed' && context.database.get(open, context.tenant, user.unique_id, currency) !== undefined)
        refuseField(context.pointer('currency'), `user ${user.unique_id} has a wallet in ${currency} already`)
      const beside = { user_unique_id: user.unique_id, wallet_code: `wal-${context.mint()}` }
      return record(Wallet, createRow(context, wallets, { currency, status }, beside))
    }),
  ),
  handle(getBalance, (context, input) => record(Wallet, findWallet(context, input))),
  handle(freezeWallet, (context, input) => setStatus(context, input, 'suspended')),
  handle(unfreezeWallet, (context, input) => setStatus(context, input, 'active')),
  handle(getWalletSummary, (context, input) => {
    const { user_unique_id: _, status = 'active', ...wallet } = findWallet(context, input)
    return record(WalletSummary, { ...wallet, status, ...totalsOf(context, wallet.wallet_code) })
  }),
  handle(createOtp, (context, input) => {
    const { wallet_code } = findWallet(context, input)
    return record(Otp, mailOtp(context, wallet_code, knownUser(context, input.unique_id).email, input.operation))
  }),
]

function setStatus(context: Context, path: WalletPath, status: 'active' | 'suspended'): RecordAnswer {
  return context.database.transaction(() => {
    const wallet = findWallet(context, path)
    if (wallet.status === 'closed')
      refuse(422, 'wallet_closed', 'Wallet Closed', `Wallet ${wallet.wallet_code} is closed and cannot become ${status}; open another one.`)
    changeRow(context, wallets, wallet.unique_id, {}, { status })
    return record(Wallet, findWallet(context, path))
  })
}

function totalsOf(
  { database, tenant }: Context,
  account: string,
): { total_credits: number; total_debits: number; transactions_count: number; last_transaction_at: string | null } {
  const sums = database.get<{ credits: number; debits: number; count: number; last: string | null }>(
    `select coalesce(sum(max(amount_minor, 0)), 0) as credits, coalesce(sum(max(-amount_minor, 0)), 0) as debits, count(*) as count,
       max(created_at) as last from wallet_entries where tenant = ? and account = ?`,
    tenant,
    account,
  )
  const { credits = 0, debits = 0, count = 0, last = null } = sums ?? {}
  return {
    total_credits: fromMinor(credits),
    total_debits: fromMinor(debits),
    transactions_count: count,
    last_transaction_at: last,
  }
}
