import type { getFormAnalytics } from '@blockstate/core/forms'
import type { Input, Output } from '@blockstate/core/describe'
import type { Place } from '../database/place.ts'
import type { SqlValue } from '../database/openDatabase.ts'

type Asked = Omit<Input<typeof getFormAnalytics>, 'unique_id'>

/** The first day of the day, week (Monday) or month that a point in time lies in. */
const groups = {
  day: 'date(done_at)',
  week: `date(done_at, 'weekday 0', '-6 days')`,
  month: `strftime('%Y-%m-01', done_at)`,
} as const

/**
 * Counts a form's answers or bookings, from their rows. `from` and `to` are days (UTC, both included) on which they were begun.
 *
 * @example
 * readAnalytics(context, form.unique_id, { group_by: 'week' }).completion_rate // 0.75
 */
export function readAnalytics(place: Place, formId: string, { from, to, group_by = 'day' }: Asked): Output<typeof getFormAnalytics> {
  const { database } = place
  const days = [from === undefined ? '' : ' and created_at >= ?', to === undefined ? '' : ` and date(created_at) <= ?`].join('')
  const chosen = `from forms_counted where tenant = ? and form_id = ?${days}`
  const values: SqlValue[] = [place.tenant, formId, ...[from, to].filter((day) => day !== undefined)]
  const counts = database.get<{ total: number; done: number; cancelled: number; average: number | null }>(
    `select count(*) as total, count(*) filter (where state = 'done') as done, count(*) filter (where state = 'cancelled') as cancelled,
       avg(score) as average ${chosen}`,
    ...values,
  )
  const { total = 0, done = 0, cancelled = 0, average = null } = counts ?? {}
  return {
    total_submissions: total,
    completed: done,
    in_progress: total - done - cancelled,
    cancelled,
    completion_rate: total === 0 ? 0 : done / total,
    average_score: average,
    score_distribution: database.all(
      `select score, count(*) as count ${chosen} and score is not null group by score order by score`,
      ...values,
    ),
    submissions_by_day: database.all(
      `select ${groups[group_by]} as date, count(*) as count ${chosen} and state = 'done' group by 1 order by 1`,
      ...values,
    ),
  }
}
