import { Challenge } from '@blockstate/core/rewards'
import type { RecordOf } from '@blockstate/core/describe'
import { fromColumns } from '../database/fromColumns.ts'
import type { SqlValue } from '../database/openDatabase.ts'
import type { Place } from '../database/place.ts'
import { instant, notFound } from '../database/rows.ts'

/**
 * The SQL of the tenant's challenges as they are now: whether each is still to begin, open or over, and how many have done it.
 *
 * @example
 * selectPage(context, input, Challenge, { table: 'rewards_challenges_now', computed: challengesAt(context) })
 */
export function challengesAt({ tenant, now }: Place): { readonly sql: string; readonly values: readonly SqlValue[] } {
  const at = instant(now())
  const sql = `select c.seq as rowid, c.*, iif(c.ends_at <= ?, 'expired', iif(c.starts_at > ?, 'inactive', 'active')) as status,
      (select count(*) from rewards_completions d where d.tenant = c.tenant and d.challenge_unique_id = c.unique_id) as completions_count
    from rewards_challenges c where c.tenant = ?`
  return { sql, values: [at, at, tenant] }
}

/**
 * One challenge as it is now. Throws a 404 refusal where there is none.
 *
 * @example
 * if (findChallenge(context, input.unique_id).status !== 'active') refuse(422, …)
 */
export function findChallenge(place: Place, id: string): RecordOf<typeof Challenge> {
  const { sql, values } = challengesAt(place)
  const row = place.database.get<object>(`${sql} and c.unique_id = ?`, ...values, id)
  return row === undefined ? notFound('Challenge', id) : fromColumns(Challenge, row)
}
