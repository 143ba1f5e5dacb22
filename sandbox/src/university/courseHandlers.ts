import {
  createCourse,
  createSubject,
  Course,
  getCourse,
  listCourses,
  listSubjects,
  Subject,
  updateCourse,
} from '@blockstate/core/university'
import { equalTo } from '../database/equalTo.ts'
import { changeRow, createRow, findRow, listRows, references } from '../database/rows.ts'
import type { Place } from '../database/place.ts'
import { record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { handle } from '../server/handle.ts'
import { outOfRange } from '../server/outOfRange.ts'
import { refuseFields } from '../server/refuseFields.ts'
import { unknownRecord } from '../server/unknownRecord.ts'
import { courses, subjects } from './tables.ts'

/** Courses and their subjects. */
export const courseHandlers = [
  handle(listCourses, (context, input) =>
    answerPage(context, courses, input, {
      search: ['name', 'description', 'code'],
      ...equalTo({ level: input.level, status: input.status }),
    }),
  ),
  handle(getCourse, (context, { unique_id }) => {
    const course = findRow(context, courses, unique_id)
    const parts = listRows(context, subjects, { course_id: unique_id }, '"order", rowid')
    return record(Course, { ...course, subjects: references('subject', parts) })
  }),
  handle(createCourse, (context, { status = 'active', ...input }) => {
    refuseFields(context, { max_students: outOfRange(input.max_students, 1) })
    return record(Course, createRow(context, courses, { ...input, status }))
  }),
  handle(updateCourse, (context, { unique_id, ...input }) => {
    refuseFields(context, { max_students: outOfRange(input.max_students, 1) })
    return record(Course, changeRow(context, courses, unique_id, input))
  }),

  handle(listSubjects, (context, input) =>
    answerPage(context, subjects, input, {
      search: ['name', 'description'],
      sort: 'course_id,order',
      ...equalTo({ course_id: input.course_id }),
    }),
  ),
  handle(createSubject, (context, { status = 'active', ...input }) => {
    refuseFields(context, { course_id: unknownRecord(context, courses, input.course_id), order: outOfRange(input.order, 1) })
    const order = input.order ?? nextOrder(context, 'university_subjects', 'course_id', input.course_id)
    return record(Subject, createRow(context, subjects, { ...input, status, order }))
  }),
]

/**
 * The order that comes after all others of one parent. Names are the block's own constants.
 *
 * @example
 * nextOrder(context, 'university_lessons', 'subject_id', subject.unique_id) // 4
 */
export function nextOrder({ database, tenant }: Place, table: string, parent: string, id: string): number {
  const sql = `select coalesce(max("order"), 0) + 1 as next from ${table} where tenant = ? and ${parent} = ?`
  return database.get<{ next: number }>(sql, tenant, id)?.next ?? 1
}
