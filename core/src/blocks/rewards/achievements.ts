import { op, paged, resource } from '../../declare/index.ts'

/** Something that can be earned once. Awarding it gives its points, too. */
export const Badge = resource('badge', {
  name: 'string',
  description: 'string?',
  image_url: 'url?',
  criteria: 'string?',
  points_value: 'integer?',
  category_id: 'uuid|null?',
  status: 'active|inactive?',
})

/** A badge in somebody's hands. What the badge says is told where somebody's badges are listed. */
export const BadgeAward = resource('badge_award', {
  customer_unique_id: 'uuid!',
  badge_unique_id: 'uuid!',
  badge_name: 'string!?',
  badge_description: 'string!?',
  badge_image_url: 'url!?',
  points_awarded: 'integer!',
  awarded_at: 'timestamp!',
})

/** A task with an end in time, worth points and perhaps a badge. `inactive` until it starts. */
export const Challenge = resource('challenge', {
  name: 'string',
  description: 'string?',
  points_value: 'integer',
  badge_unique_id: 'uuid|null?',
  criteria: 'json{}?',
  target: 'integer?',
  starts_at: 'timestamp|null?',
  ends_at: 'timestamp|null?',
  status: 'active|inactive|expired!',
  completions_count: 'integer!?',
})

/** A challenge that somebody has done. */
export const ChallengeCompletion = resource('challenge_completion', {
  challenge_unique_id: 'uuid!',
  challenge_name: 'string!?',
  customer_unique_id: 'uuid!',
  points_awarded: 'integer!',
  badge_award_unique_id: 'uuid|null!',
  balance_after: 'integer!',
  completed_at: 'timestamp!',
})

export const listBadges = op('GET rewards/badges', {
  about: 'Page through the badges that can be earned',
  query: paged({ status: 'string?', search: 'string?' }),
  returns: [Badge],
})
export const createBadge = op('POST rewards/badges', { about: 'Define a badge', body: Badge, returns: Badge })
export const awardBadge = op('POST rewards/badge', {
  about: 'Give somebody a badge and its points; each badge once',
  body: { customer_unique_id: 'uuid', badge_unique_id: 'uuid' },
  returns: BadgeAward,
  optimistic: false,
  stale: ['rewards/customers/:customer_unique_id', 'rewards/leaderboard'],
})
export const getUserAchievements = op('GET rewards/customers/:unique_id/badges', {
  about: 'List the badges that somebody has earned, newest first',
  returns: [BadgeAward],
})
export const listChallenges = op('GET rewards/challenges', {
  about: 'Page through challenges, and whether they can be done now',
  query: paged({ status: 'string?', search: 'string?' }),
  returns: [Challenge],
})
export const createChallenge = op('POST rewards/challenges', { about: 'Set a challenge', body: Challenge, returns: Challenge })
export const completeChallenge = op('POST rewards/challenges/:unique_id/complete', {
  about: 'Note that somebody has done a challenge, which gives its points and its badge; each once',
  root: 'completion',
  body: { customer_unique_id: 'uuid', reference_id: 'string?' },
  returns: ChallengeCompletion,
  optimistic: false,
  stale: ['rewards/customers/:customer_unique_id', 'rewards/leaderboard'],
})
export const listChallengeCompletions = op('GET rewards/customers/:unique_id/challenges', {
  about: 'List the challenges that somebody has done, newest first',
  returns: [ChallengeCompletion],
})
