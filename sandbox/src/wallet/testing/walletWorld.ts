import type { SandboxOptions } from '../../createSandbox.ts'
import { blockWorld } from '../../testing/blockWorld.ts'
import type { BlockWorld } from '../../testing/blockWorld.ts'
import { bystander } from '../../testing/bystander.ts'
import type { Answered } from '../../testing/virtualSandbox.ts'
import { walletBlock } from '../walletBlock.ts'

/** A world with wallets. Wallets go by their path behind `/v1/wallet/`. */
export interface WalletWorld extends BlockWorld {
  /** The signed-in user's id. */
  readonly me: string
  /** Opens a wallet for somebody new, or for `owner`, with this much in it; answers its path. */
  wallet(amount?: number, currency?: string, owner?: string): Promise<string>
  /** Puts in or takes out. */
  move(path: string, transaction_type: 'credit' | 'debit', amount: number, more?: object): Promise<Answered>
  /** Moves between two wallets. */
  transfer(from: string, to: string, amount: number, more?: object): Promise<Answered>
  balance(path: string): Promise<unknown>
}

/**
 * Opens a sandbox with wallets, as {@link blockWorld} does.
 *
 * @example
 * const { wallet, balance } = await walletWorld()
 * await balance(await wallet(25.5)) // 25.5
 */
export async function walletWorld(options: SandboxOptions = {}, appId = 'works'): Promise<WalletWorld> {
  const world = await blockWorld('wallet', { blocks: [walletBlock], ...options }, appId)
  const me = (await world.world.call('GET', '/v1/auth/profile', { appId, token: world.token })).told('data.id')
  const move: WalletWorld['move'] = (path, transaction_type, amount, more = {}) =>
    world.send('POST', path, { transaction: { transaction_type, amount, currency: 'EUR', ...more } })
  return {
    ...world,
    me,
    move,
    wallet: async (amount = 0, currency = 'EUR', owner) => {
      const user = owner ?? bystander(world.world, appId)
      const path = `users/${user}/wallets/${await world.made(`users/${user}/wallets`, { wallet: { currency } })}`
      if (amount > 0) await move(path, 'credit', amount, { currency })
      return path
    },
    transfer: (from, to, amount, more = {}) =>
      world.send('POST', `${from}/transfer`, { transfer: { target_wallet_code: codeOf(to), amount, currency: 'EUR', ...more } }),
    balance: async (path) => (await world.send('GET', path)).at('data.attributes.balance'),
  }
}

/**
 * The code at the end of a wallet's path.
 *
 * @example
 * codeOf('users/u1/wallets/wal-1') // 'wal-1'
 */
export function codeOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
