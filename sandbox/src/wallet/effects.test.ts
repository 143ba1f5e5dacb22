import { effects } from '../testing/effects.ts'
import { walletContract } from './testing/walletContract.ts'

await effects(walletContract, {
  createLedgerEntry: { again: ['getBalance', 'getTransactions', 'getWalletSummary', 'listLedgerEntries', 'listWallets'] },
  createOtp: {},
  createWallet: { again: ['listWallets'] },
  credit: { again: ['getBalance', 'getTransactions', 'getWalletSummary', 'listLedgerEntries', 'listWallets'] },
  debit: { again: ['getBalance', 'getTransactions', 'getWalletSummary', 'listLedgerEntries', 'listWallets'] },
  freezeWallet: { again: ['getBalance', 'getWalletSummary', 'listWallets'] },
  getBalance: 'reads',
  getTransactions: 'reads',
  getWalletSummary: 'reads',
  listLedgerEntries: 'reads',
  listWallets: 'reads',
  transfer: { again: ['getBalance', 'getTransactions', 'getWalletSummary', 'listLedgerEntries', 'listWallets'] },
  unfreezeWallet: { again: ['getBalance', 'getWalletSummary', 'listWallets'] },
})
