import type { BlockWorld } from '../../testing/blockWorld.ts'
import { bystander } from '../../testing/bystander.ts'

/** Two wallets of two users, the first with money in it. */
export interface OnePiece {
  readonly users: string
  readonly wallets: string
  readonly target: string
}

/**
 * Makes two users with a wallet each through the API. For `unfreezeWallet` the first is frozen.
 *
 * @example
 * const { users, wallets } = await onePiece(world, '')
 */
export async function onePiece({ world, appId, made, send }: BlockWorld, operation: string): Promise<OnePiece> {
  const [users, other] = [bystander(world, appId), bystander(world, appId)]
  const wallets = await made(`users/${users}/wallets`, { wallet: { currency: 'EUR' } })
  const target = await made(`users/${other}/wallets`, { wallet: { currency: 'EUR' } })
  const path = `users/${users}/wallets/${wallets}`
  await made(path, { transaction: { transaction_type: 'credit', amount: 90.5, currency: 'EUR', description: 'Fee' } })
  if (operation === 'unfreezeWallet') await send('PUT', path, { wallet: { status: 'suspended' } })
  return { users, wallets, target }
}
