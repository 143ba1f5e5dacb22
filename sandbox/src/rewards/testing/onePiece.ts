import type { BlockWorld } from '../../testing/blockWorld.ts'
import { bystander } from '../../testing/bystander.ts'

/** One of each kind, and a customer with points. */
export interface OnePiece {
  readonly customers: string
  readonly badges: string
  readonly challenges: string
  readonly catalog: string
}

/**
 * Makes one record of each kind through the API.
 *
 * @example
 * const { customers } = await onePiece(world)
 */
export async function onePiece({ world, appId, made }: BlockWorld): Promise<OnePiece> {
  const customers = bystander(world, appId)
  await made('rewards', { reward: { customer_unique_id: customers, points: 500, reward_type: 'purchase', reference_id: 'o-1' } })
  const [badges, worn] = [
    await made('badges', { badge: { name: 'Early', points_value: 5 } }),
    await made('badges', { badge: { name: 'Worn' } }),
  ]
  const challenges = await made('challenges', { challenge: { name: 'Ten mornings', points_value: 9, badge_unique_id: worn } })
  const done = await made('challenges', { challenge: { name: 'One morning', points_value: 1 } })
  await made(`challenges/${done}/complete`, { completion: { customer_unique_id: customers } })
  await made('badge', { customer_unique_id: customers, badge_unique_id: worn })
  const catalog = await made('catalog', { catalog_reward: { code: customers, name: 'A coffee', reward_type: 'product', points: 60 } })
  return { customers, badges, challenges, catalog }
}
