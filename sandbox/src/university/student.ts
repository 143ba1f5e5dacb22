import type { Enrollment } from '@blockstate/core/university'
import type { RecordOf } from '@blockstate/core/describe'
import { readUser } from '../auth/users.ts'
import type { UserRow } from '../auth/users.ts'
import { fromColumns } from '../database/fromColumns.ts'
import { instant, notFound } from '../database/rows.ts'
import type { Place } from '../database/place.ts'
import { refuse } from '../server/refusal.ts'
import { enrollments } from './tables.ts'

/** Who takes a course, and how far they are. */
export type EnrollmentRow = RecordOf<typeof Enrollment>

/**
 * The user with this id. Throws a 404 refusal where there is none.
 *
 * @example
 * const user = findStudent(context, input.unique_id)
 */
export function findStudent(place: Place, id: string): UserRow {
  return readUser(place, id) ?? notFound('User', id)
}

/**
 * The valid enrollment of a user in a course. Refuses with 403 who is not enrolled, with 422 whose enrollment is still pending.
 *
 * @example
 * const enrollment = enrolled(context, lesson.course_id, context.user.unique_id)
 */
export function enrolled(place: Place, courseId: string, userId: string): EnrollmentRow {
  const sql = 'select * from university_enrollments_told where tenant = ? and course_unique_id = ? and user_unique_id = ?'
  const row = place.database.get<object>(sql, place.tenant, courseId, userId)
  if (row === undefined)
    return refuse(403, 'forbidden', 'Not Enrolled', `User ${userId} does not take course ${courseId}; enroll them first.`)
  const enrollment = fromColumns(enrollments.resource, row)
  if (enrollment.status !== 'pending') return enrollment
  const { enrollment_code } = enrollment
  return refuse(422, 'validation_error', 'Enrollment Is Pending', `Enrollment ${enrollment_code} was not validated yet.`)
}

/**
 * Writes down that a course is completed, once every active lesson is and every active test of it was passed. A course with neither is
 * never completed.
 *
 * @example
 * settleCourse(context, lesson.course_id, context.user.unique_id)
 */
export function settleCourse(place: Place, courseId: string, userId: string): void {
  const { database, tenant } = place
  const open = database.get<{ all: number; open: number }>(
    `select count(*) as "all", count(*) filter (where not done) as open from (
       select exists (select 1 from university_marks m where m.tenant = l.tenant and m.lesson_id = l.unique_id and m.user_id = ?3) as done
         from university_lessons l where l.tenant = ?1 and l.course_id = ?2 and l.status = 'active'
       union all
       select exists (select 1 from university_attempts a where a.tenant = t.tenant and a.test_unique_id = t.unique_id and a.user_unique_id = ?3
           and a.passed = 1) as done
         from university_tests t where t.tenant = ?1 and t.course_unique_id = ?2 and t.status = 'active')`,
    tenant,
    courseId,
    userId,
  )
  if (open === undefined || open.all === 0 || open.open > 0) return
  const at = instant(place.now())
  database.run(
    `update university_enrollments set completed_at = ?, updated_at = ?
     where tenant = ? and course_unique_id = ? and user_unique_id = ? and validated_at is not null and completed_at is null`,
    at,
    at,
    tenant,
    courseId,
    userId,
  )
}
