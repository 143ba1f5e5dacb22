import { completeLesson, createLesson, getLesson, Lesson, listLessons } from '@blockstate/core/university'
import type { RecordOf } from '@blockstate/core/describe'
import { equalTo } from '../database/equalTo.ts'
import { createRow, findRow, instant } from '../database/rows.ts'
import type { Place } from '../database/place.ts'
import { page, record } from '../server/answer.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { outOfRange } from '../server/outOfRange.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { refuseFields } from '../server/refuseFields.ts'
import { selectPage } from '../server/selectPage.ts'
import { unknownRecord } from '../server/unknownRecord.ts'
import { nextOrder } from './courseHandlers.ts'
import { enrolled, settleCourse } from './student.ts'
import { courses, lessons, subjects } from './tables.ts'

type LessonRow = RecordOf<typeof Lesson>

/** Lessons; each reader is told which of them they completed. */
export const lessonHandlers = [
  handle(listLessons, (context, input) => {
    const { rows, total } = selectPage(context, input, Lesson, {
      table: lessons.told,
      search: ['name', 'description', 'content'],
      sort: 'course_id,position',
      ...equalTo({ course_id: input.course_id, subject_id: input.subject_id }),
    })
    return page(
      Lesson,
      rows.map((row) => withMark(context, row)),
      { total },
    )
  }),

  handle(getLesson, (context, { unique_id }) => record(Lesson, withMark(context, findRow(context, lessons, unique_id)))),

  handle(createLesson, (context, { status = 'active', course_id, subject_id, ...input }) =>
    context.database.transaction(() => {
      refuseFields(context, {
        course_id: unknownRecord(context, courses, course_id),
        subject_id: unknownRecord(context, subjects, subject_id),
        order: outOfRange(input.order, 1),
        duration_minutes: outOfRange(input.duration_minutes, 1),
      })
      const subject = subject_id === undefined ? firstSubject(context, course_id) : findRow(context, subjects, subject_id)
      if (course_id !== undefined && course_id !== subject.course_id)
        refuseField(context.pointer('subject_id'), 'subject_id names a subject of another course')
      const order = input.order ?? nextOrder(context, 'university_lessons', 'subject_id', subject.unique_id)
      const given = { ...input, status, order, subject_id: subject.unique_id, course_id: subject.course_id }
      return record(Lesson, createRow(context, lessons, given))
    }),
  ),

  handle(completeLesson, (context, { unique_id }) =>
    context.database.transaction(() => {
      const lesson = findRow(context, lessons, unique_id)
      const courseId = lesson.course_id ?? ''
      enrolled(context, courseId, context.user.unique_id)
      if (lesson.status !== 'active')
        refuse(422, 'validation_error', 'Lesson Is Not Active', `Lesson ${unique_id} is ${lesson.status}; it cannot be taken.`)
      if (findRow(context, courses, courseId).lessons_in_order === true) refuseEarly(context, lesson)
      // A second time changes nothing: it stays completed since the first.
      context.database.run(
        'insert or ignore into university_marks (tenant, lesson_id, user_id, completed_at) values (?, ?, ?, ?)',
        context.tenant,
        unique_id,
        context.user.unique_id,
        instant(context.now()),
      )
      settleCourse(context, courseId, context.user.unique_id)
      return record(Lesson, withMark(context, lesson))
    }),
  ),
]

function withMark({ database, tenant, user }: Context, lesson: LessonRow): LessonRow {
  const sql = 'select completed_at from university_marks where tenant = ? and user_id = ? and lesson_id = ?'
  const mark = database.get<{ completed_at: string }>(sql, tenant, user.unique_id, lesson.unique_id)
  return { ...lesson, completed: mark !== undefined, completed_at: mark?.completed_at ?? null }
}

/** A course without subjects gets one, so that lessons can be put straight into it. */
function firstSubject(
  context: Place & { pointer(field: string): string },
  courseId: string | undefined,
): RecordOf<typeof subjects.resource> {
  if (courseId === undefined) return refuseField(context.pointer('subject_id'), 'subject_id or course_id is needed')
  const sql = 'select unique_id from university_subjects where tenant = ? and course_id = ? order by "order", rowid limit 1'
  const first = context.database.get<{ unique_id: string }>(sql, context.tenant, courseId)
  if (first !== undefined) return findRow(context, subjects, first.unique_id)
  return createRow(context, subjects, { name: 'Lessons', course_id: courseId, order: 1, status: 'active' })
}

/** In a course that is taken in order: is there an active lesson before this one that is not completed? */
function refuseEarly({ database, tenant, user }: Context, { name, course_id = '', position = 0 }: LessonRow): void {
  const before = database.get<{ name: string }>(
    `select l.name from university_lessons_told l where l.tenant = ? and l.course_id = ? and l.position < ? and l.status = 'active'
       and not exists (select 1 from university_marks m where m.tenant = l.tenant and m.lesson_id = l.unique_id and m.user_id = ?)
     order by l.position limit 1`,
    tenant,
    course_id,
    position,
    user.unique_id,
  )
  if (before === undefined) return
  refuse(422, 'validation_error', 'Lesson Before Is Open', `"${name}" comes after "${before.name}"; complete that one first.`)
}
