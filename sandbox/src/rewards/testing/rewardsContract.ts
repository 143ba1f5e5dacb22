import type { Contract } from '../../testing/contract.ts'
import { rewardsBlock } from '../rewardsBlock.ts'
import { onePiece } from './onePiece.ts'
import type { OnePiece } from './onePiece.ts'

/** How each operation of the block is asked rightly. */
export const rewardsContract: Contract<OnePiece> = {
  block: rewardsBlock,
  piece: onePiece,
  inputs: {
    awardPoints: ({ customers }) => ({ customer_unique_id: customers, points: 20, reward_type: 'purchase', description: 'Breakfast' }),
    deductPoints: ({ customers }) => ({ customer_unique_id: customers, points: 20, reason: 'Returned' }),
    createCatalogReward: ({ customers }) => ({ code: `${customers}-2`, name: 'A loaf', reward_type: 'product', points: 150, value: 5.8 }),
    redeemPoints: ({ customers, catalog }) => ({ user_unique_id: customers, reward_unique_id: catalog, points: 60 }),
    createBadge: () => ({ name: 'Late', image_url: 'https://example.com/late.png', points_value: 5 }),
    awardBadge: ({ customers, badges }) => ({ customer_unique_id: customers, badge_unique_id: badges }),
    createChallenge: ({ badges }) => ({
      name: 'Know your flour',
      points_value: 90,
      badge_unique_id: badges,
      criteria: { metric: 'breads' },
      target: 5,
      ends_at: '2027-01-01T00:00:00Z',
    }),
    completeChallenge: ({ customers }) => ({ customer_unique_id: customers, reference_id: 'visit-10' }),
    createRewardTier: ({ customers }) => ({ name: customers, min_points: 100, benefits: ['Coffee'] }),
    getLeaderboard: ({ customers }) => ({ period: 'week', metric: 'total_points', around_customer: customers }),
  },
}
