import { LedgerEntry, Otp, Transaction, Wallet } from '@blockstate/core/wallet'
import { counted, stored } from '../database/table.ts'

export const wallets = counted(Wallet, 'wallet_wallets', 'Wallet')
export const transactions = counted(Transaction, 'wallet_transactions', 'Transaction')
export const entries = counted(LedgerEntry, 'wallet_entries', 'Ledger Entry')
export const otps = stored(Otp, 'wallet_otps', 'OTP')
