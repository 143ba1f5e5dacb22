import type { getAnalytics } from '@blockstate/core/university'
import type { Input, Output } from '@blockstate/core/describe'
import type { SqlValue } from '../database/openDatabase.ts'
import type { Place } from '../database/place.ts'

/**
 * Counts who takes a course and how its tests went, from the rows. `from` and `to` are days (UTC, both included): of the enrollment, and
 * of the end of an attempt.
 *
 * @example
 * readFigures(context, course.unique_id, { from: '2026-01-01' }).completion_rate // 0.25
 */
export function readFigures(
  { database, tenant }: Place,
  courseId: string,
  { from, to }: Omit<Input<typeof getAnalytics>, 'unique_id'>,
): Output<typeof getAnalytics> {
  const within = (column: string): string =>
    [from === undefined ? '' : ` and date(${column}) >= ?`, to === undefined ? '' : ` and date(${column}) <= ?`].join('')
  const values: SqlValue[] = [tenant, courseId, ...[from, to].filter((day) => day !== undefined)]
  const taken = database.get<{ count: number; completed: number; progress: number }>(
    `select count(*) as count, count(*) filter (where status = 'completed') as completed, coalesce(avg(progress), 0) as progress
     from university_enrollments_told where tenant = ? and course_unique_id = ?${within('created_at')}`,
    ...values,
  )
  const graded = database.get<{ score: number | null; passed: number | null }>(
    `select avg(100.0 * a.score / a.max_score) as score, avg(a.passed) as passed
     from university_attempts a join university_tests t on t.tenant = a.tenant and t.unique_id = a.test_unique_id
     where a.tenant = ? and t.course_unique_id = ? and a.status = 'completed'${within('a.finished_at')}`,
    ...values,
  )
  const { count = 0, completed = 0, progress = 0 } = taken ?? {}
  return {
    enrollments_count: count,
    completions_count: completed,
    completion_rate: count === 0 ? 0 : completed / count,
    average_progress: progress,
    average_score: graded?.score ?? null,
    pass_rate: graded?.passed ?? null,
  }
}
