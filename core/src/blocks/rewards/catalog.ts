import { op, paged, resource } from '../../declare/index.ts'

/** Something to be had for points. */
export const CatalogReward = resource('catalog_reward', {
  code: 'string',
  name: 'string',
  description: 'string?',
  reward_type: 'discount|product|points|cashback|free_shipping|gift|other',
  points: 'integer',
  value: 'decimal|null?',
  image_url: 'url?',
  status: 'active|inactive?',
})

/** Points that were spent on something. */
export const RewardRedemption = resource('reward_redemption', {
  reward_unique_id: 'uuid!',
  user_unique_id: 'uuid!',
  points: 'integer!',
  redeemed_at: 'timestamp!',
  status: 'active|inactive|pending|archived|deleted!',
})

export const listCatalogRewards = op('GET rewards/catalog', {
  about: 'Page through what can be had for points, cheapest first',
  query: paged({ status: 'string?', search: 'string?' }),
  returns: [CatalogReward],
})
export const createCatalogReward = op('POST rewards/catalog', {
  about: 'Offer something for points',
  body: CatalogReward,
  returns: CatalogReward,
})
export const redeemPoints = op('POST rewards/rewards/redeem', {
  about: 'Spend points on something from the catalog, at its price and no other',
  root: 'rewardredemption',
  body: { reward_unique_id: 'uuid', user_unique_id: 'uuid', points: 'integer?' },
  returns: RewardRedemption,
  optimistic: false,
  stale: ['rewards/customers/:user_unique_id', 'rewards/leaderboard', 'rewards/catalog'],
})
