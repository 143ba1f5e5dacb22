import { op, paged, resource } from '../declare/index.ts'

/** Money of one user in one currency. Routes address it by `wallet_code`; a frozen one is `suspended`. */
export const Wallet = resource(
  'wallet',
  {
    wallet_code: 'string!',
    user_unique_id: 'uuid!',
    balance: 'decimal!',
    currency: 'string',
    status: 'active|suspended|closed?',
  },
  { id: 'wallet_code' },
)

/** One movement of money. `source_wallet` is `null` where it came from outside, `target_wallet` where it went there. */
export const Transaction = resource('transaction', {
  transaction_type: 'credit|debit|transfer!',
  amount: 'decimal!',
  currency: 'string!',
  description: 'string|null!',
  reference_id: 'string|null!',
  source_wallet: 'string|null!',
  target_wallet: 'string|null!',
  status: 'completed|pending|failed!',
})

/** What one transaction did to one wallet, and the balance it left behind. */
export const LedgerEntry = resource('ledger_entry', {
  wallet_code: 'string!',
  entry_type: 'credit|debit!',
  amount: 'decimal!',
  currency: 'string!',
  balance_after: 'decimal!',
  description: 'string|null!',
  reference_id: 'string|null!',
  transaction_unique_id: 'uuid|null!',
})

export const WalletSummary = resource('wallet_summary', {
  wallet_code: 'string!',
  currency: 'string!',
  balance: 'decimal!',
  total_credits: 'decimal!',
  total_debits: 'decimal!',
  transactions_count: 'integer!',
  last_transaction_at: 'timestamp|null!',
  status: 'active|suspended|closed!',
})

/** A code that was mailed to a wallet's owner; the code itself is never told. */
export const Otp = resource('otp', { operation: 'string', expires_at: 'timestamp!' })
export const listWallets = op('GET wallet/users/:unique_id/wallets', {
  about: "Page through a user's wallets",
  query: paged({ status: 'string?', currency: 'string?' }),
  returns: [Wallet],
})
export const createWallet = op('POST wallet/users/:unique_id/wallets', {
  about: 'Open a wallet in one currency for a user; it begins empty',
  body: Wallet,
  returns: Wallet,
  optimistic: false,
})
export const getBalance = op('GET wallet/users/:unique_id/wallets/:wallet_code', {
  about: 'Read a wallet and what is in it',
  returns: Wallet,
})
export const credit = op('POST wallet/users/:unique_id/wallets/:wallet_code', {
  about: 'Put money into a wallet',
  root: 'transaction',
  body: { transaction_type: '=credit', amount: 'decimal', currency: 'string', description: 'string?', reference_id: 'string?' },
  returns: Transaction,
  optimistic: false,
  idempotent: 'reference_id',
})
export const debit = op('POST wallet/users/:unique_id/wallets/:wallet_code', {
  about: 'Take money out of a wallet, as far as it holds that much',
  root: 'transaction',
  body: { transaction_type: '=debit', amount: 'decimal', currency: 'string', description: 'string?', reference_id: 'string?' },
  returns: Transaction,
  optimistic: false,
  idempotent: 'reference_id',
})
export const transfer = op('POST wallet/users/:unique_id/wallets/:wallet_code/transfer', {
  about: 'Move money from this wallet to another of the same currency, both or neither',
  root: 'transfer',
  body: {
    target_wallet_code: 'string',
    amount: 'decimal',
    currency: 'string',
    description: 'string?',
    reference_id: 'string?',
    otp_code: 'string?',
  },
  returns: Transaction,
  optimistic: false,
  idempotent: 'reference_id',
  stale: [
    'wallet/users/:unique_id/wallets/:wallet_code/transactions',
    'wallet/users/:unique_id/wallets/:wallet_code/ledger_entries',
    'wallet/users/:unique_id/wallets/:wallet_code/summary',
    'wallet/users/:unique_id/wallets/:target_wallet_code',
  ],
})
export const createOtp = op('POST wallet/users/:unique_id/wallets/:wallet_code/otp', {
  about: "Mail the wallet's owner the code that a large transfer asks for",
  body: Otp,
  returns: Otp,
  optimistic: false,
  stale: false,
})
export const getTransactions = op('GET wallet/users/:unique_id/wallets/:wallet_code/transactions', {
  about: 'Page through what came into a wallet and left it, newest first',
  query: paged({ type: 'string?', status: 'string?', start_date: 'timestamp?', end_date: 'timestamp?' }),
  returns: [Transaction],
})
export const listLedgerEntries = op('GET wallet/users/:unique_id/wallets/:wallet_code/ledger_entries', {
  about: "Page through a wallet's ledger, newest first, with the balance after each entry",
  query: paged({ entry_type: 'string?' }),
  returns: [LedgerEntry],
})
export const createLedgerEntry = op('POST wallet/users/:unique_id/wallets/:wallet_code/ledger_entries', {
  about: 'Write an entry by hand; it is a transaction like any other',
  root: 'ledger_entry',
  body: { entry_type: 'credit|debit', amount: 'decimal', currency: 'string', description: 'string?', reference_id: 'string?' },
  returns: LedgerEntry,
  optimistic: false,
  idempotent: 'reference_id',
  stale: ['wallet/users/:unique_id/wallets/:wallet_code/transactions', 'wallet/users/:unique_id/wallets/:wallet_code/summary'],
})
export const freezeWallet = op('PUT wallet/users/:unique_id/wallets/:wallet_code', {
  about: 'Suspend a wallet: nothing comes in and nothing goes out',
  root: 'wallet',
  body: { status: '=suspended' },
  returns: Wallet,
  optimistic: false,
  stale: ['wallet/users/:unique_id/wallets/:wallet_code/summary'],
})
export const unfreezeWallet = op('PUT wallet/users/:unique_id/wallets/:wallet_code', {
  about: 'Let a suspended wallet move money again',
  root: 'wallet',
  body: { status: '=active' },
  returns: Wallet,
  optimistic: false,
  stale: ['wallet/users/:unique_id/wallets/:wallet_code/summary'],
})
export const getWalletSummary = op('GET wallet/users/:unique_id/wallets/:wallet_code/summary', {
  about: 'Read what came into a wallet in all, what left it, and how often',
  returns: WalletSummary,
})
