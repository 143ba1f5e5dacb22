import { getJourneyAnalytics } from '@blockstate/core/onboarding'
import type { SqlValue } from '../database/openDatabase.ts'
import { plain } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { refuseFaults } from '../server/refusal.ts'
import { unknownRecord } from '../server/unknownRecord.ts'
import { journeys } from './tables.ts'

/** What the breakdown groups by, as text. */
const keys = { status: 'status', onboarding_id: 'onboarding_id', current_step: 'cast(current_step as text)' } as const

/** Figures over all that was begun, from the rows. Rates are percentages with two decimals, times are hours. */
export const analyticsHandlers = [
  handle(getJourneyAnalytics, (context, { filters = {}, group_by }) => {
    const { database, tenant } = context
    const unknown = unknownRecord(context, journeys, filters.onboarding_id)
    refuseFaults(context, unknown === undefined ? [] : [{ at: 'filters/onboarding_id', detail: `onboarding_id ${unknown}` }])
    const clauses: [string, SqlValue | undefined][] = [
      ['tenant = ?', tenant],
      ['onboarding_id = ?', filters.onboarding_id],
      ['started_at >= ?', isoOf(filters.started_after)],
      ['started_at <= ?', isoOf(filters.started_before)],
    ]
    const given = clauses.flatMap(([clause, value]) => (value === undefined ? [] : [{ clause, value }]))
    const from = `from onboarding_runs_told where ${given.map(({ clause }) => clause).join(' and ')}`
    const values = given.map(({ value }) => value)
    const counted = (status: string): string => `count(*) filter (where status = '${status}')`
    const figures = database.get<object>(
      `select count(*) as total_journeys, ${counted('active')} as active_journeys, ${counted('completed')} as completed_journeys,
         ${counted('suspended')} as suspended_journeys,
         round(coalesce(100.0 * ${counted('completed')} / nullif(count(*), 0), 0), 2) as completion_rate,
         round(avg((julianday(completed_at) - julianday(started_at)) * 24), 2) as average_completion_time_hours,
         round(coalesce(avg(json_array_length(completed_steps)), 0), 2) as average_steps_completed ${from}`,
      ...values,
    )
    const groups =
      group_by === undefined
        ? []
        : database.all(`select ${keys[group_by]} as key, count(*) as journeys_count ${from} group by 1 order by 2 desc, 1`, ...values)
    return plain({ ...figures, breakdown: groups })
  }),
]

/** Times are stored with milliseconds in UTC, and compared as texts. */
function isoOf(time: string | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString()
}
