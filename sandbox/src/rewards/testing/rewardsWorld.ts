import type { SandboxOptions } from '../../createSandbox.ts'
import { blockWorld } from '../../testing/blockWorld.ts'
import type { BlockWorld } from '../../testing/blockWorld.ts'
import { bystander } from '../../testing/bystander.ts'
import type { Answered } from '../../testing/virtualSandbox.ts'
import { rewardsBlock } from '../rewardsBlock.ts'

/** A world with points. */
export interface RewardsWorld extends BlockWorld {
  /** A new user of the app with this many points; answers their id. */
  customer(points?: number): Promise<string>
  award(customer: string, points: number, more?: object): Promise<Answered>
  deduct(customer: string, points: number): Promise<Answered>
  /** Spends points on a reward of the catalog. */
  redeem(customer: string, reward: string, points?: number): Promise<Answered>
  /** What a customer has and ever had. */
  points(customer: string): Promise<readonly [total: unknown, lifetime: unknown]>
}

/**
 * Opens a sandbox with rewards, as {@link blockWorld} does.
 *
 * @example
 * const { customer, points } = await rewardsWorld()
 * await points(await customer(50)) // [50, 50]
 */
export async function rewardsWorld(options: SandboxOptions = {}, appId = 'works'): Promise<RewardsWorld> {
  const world = await blockWorld('rewards', { blocks: [rewardsBlock], ...options }, appId)
  const { send } = world
  const award: RewardsWorld['award'] = (customer_unique_id, points, more = {}) =>
    send('POST', 'rewards', { reward: { customer_unique_id, points, reward_type: 'manual', ...more } })
  return {
    ...world,
    award,
    customer: async (points = 0) => {
      const id = bystander(world.world, appId)
      if (points > 0) await award(id, points)
      return id
    },
    deduct: (customer_unique_id, points) => send('POST', 'rewards/deduct', { reward: { customer_unique_id, points } }),
    redeem: (user_unique_id, reward_unique_id, points) =>
      send('POST', 'rewards/redeem', { rewardredemption: { user_unique_id, reward_unique_id, points } }),
    points: async (customer) => {
      const answer = await send('GET', `customers/${customer}`)
      return [answer.at('data.attributes.total_points'), answer.at('data.attributes.lifetime_points')]
    },
  }
}
