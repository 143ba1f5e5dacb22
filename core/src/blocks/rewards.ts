// Points, badges, challenges and tiers, a subject a file. Plain re-exports by name: a bundle takes the operations it uses and nothing else.

export {
  Customer,
  CustomerLoyalty,
  Reward,
  RewardHistory,
  listCustomers,
  getBalance,
  getCustomerLoyalty,
  listRewardHistory,
  awardPoints,
  deductPoints,
} from './rewards/points.ts'
export { CatalogReward, RewardRedemption, listCatalogRewards, createCatalogReward, redeemPoints } from './rewards/catalog.ts'
export {
  Badge,
  BadgeAward,
  Challenge,
  ChallengeCompletion,
  listBadges,
  createBadge,
  awardBadge,
  getUserAchievements,
  listChallenges,
  createChallenge,
  completeChallenge,
  listChallengeCompletions,
} from './rewards/achievements.ts'
export { LeaderboardEntry, Tier, getLeaderboard, listTiers, createRewardTier } from './rewards/standings.ts'
