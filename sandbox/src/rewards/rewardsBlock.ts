import * as operations from '@blockstate/core/rewards'
import type { Block } from '../server/block.ts'
import { badgeHandlers } from './badgeHandlers.ts'
import { catalogHandlers } from './catalogHandlers.ts'
import { challengeHandlers } from './challengeHandlers.ts'
import { pointHandlers } from './pointHandlers.ts'
import { rewardsSchema } from './schema.ts'
import { seedRewards } from './seed/seedRewards.ts'
import { standingHandlers } from './standingHandlers.ts'

/** Points, badges, challenges, tiers, the board, and what points buy. */
export const rewardsBlock: Block = {
  name: 'rewards',
  operations,
  handlers: [...pointHandlers, ...catalogHandlers, ...badgeHandlers, ...challengeHandlers, ...standingHandlers],
  migrations: rewardsSchema,
  seed: seedRewards,
}
