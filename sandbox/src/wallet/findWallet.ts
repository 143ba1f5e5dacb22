import type { RecordOf } from '@blockstate/core/describe'
import type { Wallet } from '@blockstate/core/wallet'
import { knownUser } from '../auth/knownUser.ts'
import type { Place } from '../database/place.ts'
import { listRows, notFound } from '../database/rows.ts'
import { wallets } from './tables.ts'

/** The names of a wallet as routes hold them. */
export interface WalletPath {
  readonly unique_id: string
  readonly wallet_code: string
}

/**
 * The wallet that a route names. Throws a 404 refusal where there is no such user, or the user has no such wallet.
 *
 * @example
 * const wallet = findWallet(context, input)
 */
export function findWallet(place: Place, { unique_id, wallet_code }: WalletPath): RecordOf<typeof Wallet> {
  const user = knownUser(place, unique_id)
  const [wallet] = listRows(place, wallets, { wallet_code, user_unique_id: user.unique_id })
  return wallet ?? notFound('Wallet', wallet_code)
}
