import { op, paged, resource } from '../../declare/index.ts'

/** One place on the board. `change` is how many places were gained since a day ago; missing for who was not on it then. */
export const LeaderboardEntry = resource('leaderboard_entry', {
  rank: 'integer!',
  customer_unique_id: 'uuid!',
  name: 'string!',
  points: 'integer!',
  tier: 'string|null!',
  badges_count: 'integer!',
  change: 'integer!?',
})

/** A level that is reached with so many lifetime points. `rank` counts from the lowest. */
export const Tier = resource('tier', {
  name: 'string',
  min_points: 'integer',
  benefits: 'string[]?',
  rank: 'integer!',
  status: 'active|inactive?',
})

export const getLeaderboard = op('GET rewards/leaderboard', {
  about: 'Rank everybody by points, over all time or the last day, week or month; around one of them if asked',
  query: paged({
    period: 'all|day|week|month?',
    metric: 'total_points|lifetime_points?',
    around_customer: 'uuid?',
  }),
  returns: [LeaderboardEntry],
})
export const listTiers = op('GET rewards/tiers', { about: 'List the tiers, lowest first', returns: [Tier] })
export const createRewardTier = op('POST rewards/tiers', {
  about: 'Define a tier; everybody who has its points is in it at once',
  body: Tier,
  returns: Tier,
  stale: ['rewards/customers', 'rewards/leaderboard'],
})
