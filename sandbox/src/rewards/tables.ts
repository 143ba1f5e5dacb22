import {
  Badge,
  BadgeAward,
  CatalogReward,
  Challenge,
  ChallengeCompletion,
  Customer,
  Reward,
  RewardHistory,
  RewardRedemption,
  Tier,
} from '@blockstate/core/rewards'
import { counted, stored } from '../database/table.ts'

export const customers = counted(Customer, 'rewards_customers', 'Customer')
export const rewards = stored(Reward, 'rewards_points', 'Reward')
/** The same rows as a ledger tells them. */
export const history = stored(RewardHistory, 'rewards_points', 'Reward')
export const badges = stored(Badge, 'rewards_badges', 'Badge')
export const badgeAwards = counted(BadgeAward, 'rewards_badge_awards', 'Badge Award')
/** Read with `findChallenge`: whether one is active depends on the time. */
export const challenges = stored(Challenge, 'rewards_challenges', 'Challenge')
export const completions = counted(ChallengeCompletion, 'rewards_completions', 'Challenge Completion')
export const tiers = counted(Tier, 'rewards_tiers', 'Tier')
export const catalog = stored(CatalogReward, 'rewards_catalog', 'Reward')
export const redemptions = stored(RewardRedemption, 'rewards_redemptions', 'Redemption')
