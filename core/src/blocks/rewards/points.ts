import { op, paged, patch, resource } from '../../declare/index.ts'

/** Who collects points. `total_points` can be spent, `lifetime_points` were ever earned and decide the tier. */
export const Customer = resource(
  'rewards:customer',
  {
    name: 'string!',
    email: 'string!',
    total_points: 'integer!',
    lifetime_points: 'integer!',
    tier: 'string|null!',
    joined_at: 'timestamp!',
  },
  { root: 'customer' },
)

/** Where somebody stands between two tiers. */
export const CustomerLoyalty = resource('customer_loyalty', {
  customer_unique_id: 'uuid!',
  total_points: 'integer!',
  lifetime_points: 'integer!',
  current_tier: 'string|null!',
  next_tier: 'string|null!',
  points_to_next_tier: 'integer|null!',
  enrolled_at: 'timestamp!',
})

/** Points given, or taken where `points` is below zero, and the balance afterwards. */
export const Reward = resource('reward', {
  customer_id: 'uuid!',
  points: 'integer!',
  reward_type: 'purchase|event|referral|manual!',
  reference_id: 'string|null!',
  description: 'string|null!',
  status: 'active|refunded|expired!',
  balance_after: 'integer!',
})

/** A line of somebody's points ledger. */
export const RewardHistory = resource('reward_history', {
  action: 'earn|grant|deduct|redeem|expire|refund!',
  points: 'integer!',
  balance_after: 'integer!',
  reward_type: 'purchase|event|referral|manual!',
  reference_id: 'string|null!',
  description: 'string|null!',
})

export const listCustomers = op('GET rewards/customers', {
  about: 'Page through everybody who collects points',
  query: paged({ search: 'string?', tier: 'string?' }),
  returns: [Customer],
})
export const getBalance = op('GET rewards/customers/:unique_id', {
  about: "Read somebody's points and tier; every user of the app has a balance",
  returns: Customer,
})
export const getCustomerLoyalty = op('GET rewards/customers/:unique_id/loyalty', {
  about: 'Read how far somebody is from the next tier',
  returns: CustomerLoyalty,
})
export const listRewardHistory = op('GET rewards/customers/:unique_id/rewards/history', {
  about: "Page through somebody's points ledger, newest first",
  query: paged({ action: 'string?' }),
  returns: [RewardHistory],
})
export const awardPoints = op('POST rewards/rewards', {
  about: 'Give points; the balance shown rises at once',
  root: 'reward',
  body: {
    customer_unique_id: 'uuid',
    points: 'integer',
    reward_type: 'purchase|event|referral|manual',
    reference_id: 'string?',
    description: 'string?',
  },
  returns: Reward,
  patches: patch(
    Customer,
    ({ total_points, lifetime_points }, { points }) => ({
      total_points: total_points + Number(points),
      lifetime_points: lifetime_points + Number(points),
    }),
    'customer_unique_id',
  ),
  stale: ['rewards/customers/:customer_unique_id', 'rewards/leaderboard'],
})
export const deductPoints = op('POST rewards/rewards/deduct', {
  about: 'Take points away, as far as there are that many; the balance shown falls at once',
  root: 'reward',
  body: { customer_unique_id: 'uuid', points: 'integer', reason: 'string?', reference_id: 'string?' },
  returns: Reward,
  patches: patch(Customer, ({ total_points }, { points }) => ({ total_points: total_points - Number(points) }), 'customer_unique_id'),
  stale: ['rewards/customers/:customer_unique_id', 'rewards/leaderboard'],
})
