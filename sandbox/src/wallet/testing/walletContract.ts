import type { Contract } from '../../testing/contract.ts'
import { onePiece } from './onePiece.ts'
import type { OnePiece } from './onePiece.ts'
import { walletBlock } from '../walletBlock.ts'

const some = { amount: 12.34, currency: 'EUR', description: 'Sundries' }

/** How each operation of the block is asked rightly. */
export const walletContract: Contract<OnePiece> = {
  block: walletBlock,
  piece: onePiece,
  inputs: {
    createWallet: () => ({ currency: 'USD' }),
    credit: () => some,
    debit: () => some,
    transfer: ({ target }) => ({ ...some, target_wallet_code: target }),
    createOtp: () => ({ operation: 'transfer' }),
    createLedgerEntry: () => ({ ...some, entry_type: 'debit' }),
    getTransactions: () => ({ type: 'credit', status: 'completed', start_date: '2026-01-01T00:00:00Z' }),
  },
}
