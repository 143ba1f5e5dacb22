import {
  Certificate,
  Enrollment,
  enrollUser,
  getAnalytics,
  getEnrollment,
  getProgress,
  issueCertificate,
  validateEnrollment,
  verifyCertificate,
} from '@blockstate/core/university'
import type { RecordOf } from '@blockstate/core/describe'
import { readUser } from '../auth/users.ts'
import { equalTo } from '../database/equalTo.ts'
import { changeRow, createRow, findRow, instant, notFound } from '../database/rows.ts'
import { page, plain, record } from '../server/answer.ts'
import type { RequestContext } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { selectPage } from '../server/selectPage.ts'
import { readFigures } from './figures.ts'
import type { EnrollmentRow } from './student.ts'
import { certificates, courses, enrollments } from './tables.ts'

/** Who takes a course, how far they are, and what they have to show for it. */
export const enrollmentHandlers = [
  handle(enrollUser, (context, { unique_id, user_unique_id }) =>
    context.database.transaction(() => {
      const course = findRow(context, courses, unique_id)
      const user = readUser(context, user_unique_id)
      if (user === undefined) return refuseField(context.pointer('user_unique_id'), 'user_unique_id names no user of this app')
      if (course.status !== 'active')
        refuse(422, 'validation_error', 'Course Is Not Active', `Course ${unique_id} is ${course.status}; nobody can enroll in it.`)
      const taken = 'select 1 from university_enrollments where tenant = ? and course_unique_id = ? and user_unique_id = ?'
      if (context.database.get(taken, context.tenant, unique_id, user_unique_id) !== undefined)
        refuseField(context.pointer('user_unique_id'), 'user_unique_id is enrolled in this course already')
      if (course.max_students !== undefined && (course.students_count ?? 0) >= course.max_students)
        refuse(422, 'validation_error', 'Course Is Full', `Course ${unique_id} has ${course.max_students} places, and all are taken.`)
      const enrollment_code = nextCode(context)
      const beside = { course_unique_id: unique_id, user_unique_id, enrollment_code }
      const { unique_id: id } = createRow(context, enrollments, {}, beside)
      const body = `Your code for "${course.name}" is ${enrollment_code}.`
      context.outbox.send({ kind: 'enrollment', recipient: user.email, subject: `Enrolled: ${course.name}`, body, token: enrollment_code })
      return record(Enrollment, told(context, findRow(context, enrollments, id)))
    }),
  ),

  handle(validateEnrollment, (context, { unique_id, enrollment_code }) => {
    findRow(context, courses, unique_id)
    const sql =
      'select unique_id, validated_at from university_enrollments where tenant = ? and course_unique_id = ? and enrollment_code = ?'
    type Found = { readonly unique_id: string; readonly validated_at: string | null }
    const found = context.database.get<Found>(sql, context.tenant, unique_id, enrollment_code) ?? notFound('Enrollment', enrollment_code)
    if (found.validated_at === null) changeRow(context, enrollments, found.unique_id, {}, { validated_at: instant(context.now()) })
    return record(Enrollment, told(context, findRow(context, enrollments, found.unique_id)))
  }),

  handle(getProgress, (context, { user_unique_id = context.user.unique_id, course_unique_id, status, ...input }) => {
    const { rows, total } = selectPage(context, input, Enrollment, {
      table: enrollments.told,
      ...equalTo({ user_unique_id, course_unique_id, status }),
    })
    return page(
      Enrollment,
      rows.map((row) => told(context, row)),
      { total },
    )
  }),
  handle(getEnrollment, (context, { unique_id }) => record(Enrollment, told(context, findRow(context, enrollments, unique_id)))),

  handle(issueCertificate, (context, { unique_id, template }) =>
    context.database.transaction(() => {
      const enrollment = findRow(context, enrollments, unique_id)
      const { status, user_unique_id, course_unique_id, certificate_url } = enrollment
      if (status !== 'completed')
        refuse(
          422,
          'validation_error',
          'Course Is Not Completed',
          `Enrollment ${unique_id} is ${status}; its certificate was not earned yet.`,
        )
      if (typeof certificate_url === 'string')
        refuse(409, 'conflict', 'Certificate Was Issued', `Enrollment ${unique_id} has its certificate, ${certificate_url}.`)
      const user = readUser(context, user_unique_id)
      const issued = createRow(context, certificates, template === undefined ? {} : { template }, {
        code: certificateCode(context.mint()),
        enrollment_unique_id: unique_id,
        course_unique_id,
        course_name: enrollment.course_name ?? '',
        user_unique_id,
        user_name: [user?.first_name, user?.last_name].filter((name) => typeof name === 'string').join(' ') || (user?.email ?? ''),
        issued_at: instant(context.now()),
      })
      return record(Certificate, withAddress(context, issued))
    }),
  ),

  handle(verifyCertificate, (context, { code }) => {
    const sql = 'select unique_id from university_certificates where tenant = ? and code = ?'
    const found = context.database.get<{ unique_id: string }>(sql, context.tenant, code.toUpperCase()) ?? notFound('Certificate', code)
    return record(Certificate, withAddress(context, findRow(context, certificates, found.unique_id)))
  }),

  handle(getAnalytics, (context, { unique_id, ...days }) =>
    plain(readFigures(context, findRow(context, courses, unique_id).unique_id, days)),
  ),
]

/** Views tell the bare code: only a request knows where the sandbox is reached. */
function told(context: RequestContext, enrollment: EnrollmentRow): EnrollmentRow {
  const { certificate_url: code } = enrollment
  return { ...enrollment, certificate_url: typeof code === 'string' ? addressOf(context, code) : null }
}

function withAddress(context: RequestContext, certificate: RecordOf<typeof Certificate>): RecordOf<typeof Certificate> {
  return { ...certificate, certificate_url: addressOf(context, certificate.code) }
}

function addressOf({ origin }: RequestContext, code: string): string {
  return `${origin}/v1/university/certificates/${code}`
}

/** `ENR-2026-001`: enrollments of an app are numbered within the year. */
function nextCode({ database, tenant, now }: RequestContext): string {
  const prefix = `ENR-${new Date(now()).getUTCFullYear()}-`
  const sql = 'select count(*) as count from university_enrollments where tenant = ? and enrollment_code like ?'
  const count = database.get<{ count: number }>(sql, tenant, `${prefix}%`)?.count ?? 0
  return `${prefix}${String(count + 1).padStart(3, '0')}`
}

/**
 * The code that a certificate bears: 64 bits of an id's chance, in groups that can be read out.
 *
 * @example
 * certificateCode('5eed0000-0000-4000-8000-000000000ada') // 'C-5EED-0000-0000-0ADA'
 */
export function certificateCode(id: string): string {
  const digits = id.replaceAll('-', '').toUpperCase()
  // The 13th and 17th digit of an id are its version, not chance.
  return ['C', digits.slice(0, 4), digits.slice(4, 8), digits.slice(8, 12), digits.slice(28, 32)].join('-')
}
