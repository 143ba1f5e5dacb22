import {
  Challenge,
  ChallengeCompletion,
  completeChallenge,
  createChallenge,
  listChallengeCompletions,
  listChallenges,
} from '@blockstate/core/rewards'
import { equalTo } from '../database/equalTo.ts'
import { isTaken } from '../database/isTaken.ts'
import { createRow, findRow, instant, listRows } from '../database/rows.ts'
import { list, page, record } from '../server/answer.ts'
import { atLeast } from '../server/atLeast.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { selectPage } from '../server/selectPage.ts'
import { addPoints } from './addPoints.ts'
import { challengesAt, findChallenge } from './challengesAt.ts'
import { findCustomer } from './findCustomer.ts'
import { findAward, giveBadge } from './giveBadge.ts'
import { badges, challenges, completions } from './tables.ts'

/** Challenges: set, open for a time, done once by each. */
export const challengeHandlers = [
  handle(listChallenges, (context, input) => {
    const source = { table: 'rewards_challenges_now', computed: challengesAt(context), search: ['name', 'description'] }
    const { rows, total } = selectPage(context, input, Challenge, { ...source, ...equalTo({ status: input.status }) })
    return page(Challenge, rows, { total })
  }),
  handle(createChallenge, (context, input) => {
    const { starts_at, ends_at, badge_unique_id, target = 1 } = input
    atLeast(context, 'points_value', input.points_value, 0)
    atLeast(context, 'target', target, 1)
    const [from, to] = [starts_at, ends_at].map((given) => (given == null ? null : instant(Date.parse(given))))
    if (from != null && to != null && from >= to) refuseField(context.pointer('ends_at'), 'ends_at must be after starts_at')
    if (badge_unique_id != null && !isTaken(context, badges, badge_unique_id))
      refuseField(context.pointer('badge_unique_id'), `there is no badge with the id ${badge_unique_id}`)
    const { unique_id } = createRow(context, challenges, { ...input, target, starts_at: from, ends_at: to })
    return record(Challenge, findChallenge(context, unique_id))
  }),
  handle(completeChallenge, (context, { unique_id, customer_unique_id, reference_id = null }) =>
    context.database.transaction(() => {
      const challenge = findChallenge(context, unique_id)
      const customer = findCustomer(context, customer_unique_id)
      const done = { challenge_unique_id: unique_id, customer_unique_id }
      if (listRows(context, completions, done).length > 0)
        refuse(409, 'already_completed', 'Already Completed', `${customer.name} has done ${challenge.name} already; it counts once.`)
      if (challenge.status !== 'active') {
        const when = challenge.status === 'expired' ? `ended at ${challenge.ends_at}` : `starts at ${challenge.starts_at}`
        refuse(422, 'outside_window', 'Challenge Is Not Open', `${challenge.name} ${when}; only an open challenge can be completed.`)
      }
      const description = `Challenge: ${challenge.name}`
      const points = challenge.points_value
      if (points > 0) addPoints(context, customer_unique_id, { points, action: 'earn', reward_type: 'event', description })
      const { badge_unique_id } = challenge
      const has = badge_unique_id == null || findAward(context, customer_unique_id, badge_unique_id) !== undefined
      const award = has ? undefined : giveBadge(context, customer_unique_id, findRow(context, badges, badge_unique_id))
      const completed = {
        ...done,
        reference_id,
        points_awarded: points + (award?.points_awarded ?? 0),
        badge_award_unique_id: award?.unique_id ?? null,
        balance_after: findCustomer(context, customer_unique_id).total_points,
        completed_at: instant(context.now()),
      }
      return record(ChallengeCompletion, createRow(context, completions, {}, completed))
    }),
  ),
  handle(listChallengeCompletions, (context, { unique_id }) => {
    const customer = findCustomer(context, unique_id)
    const where = { customer_unique_id: customer.unique_id }
    return list(ChallengeCompletion, listRows(context, completions, where, 'completed_at desc, rowid desc'))
  }),
]
