import * as operations from '@blockstate/core/wallet'
import type { Block } from '../server/block.ts'
import { movementHandlers } from './movementHandlers.ts'
import { walletSchema } from './schema.ts'
import { seedWallet } from './seed/seedWallet.ts'
import { walletHandlers } from './walletHandlers.ts'

/** Wallets with balances, over a ledger kept in double entry. */
export const walletBlock: Block = {
  name: 'wallet',
  operations,
  handlers: [...walletHandlers, ...movementHandlers],
  migrations: walletSchema,
  seed: seedWallet,
}
