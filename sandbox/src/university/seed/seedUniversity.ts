import type { Place } from '../../database/place.ts'
import { createRow, findRow, instant, listRows } from '../../database/rows.ts'
import { demoUsers } from '../../seed/seedUsers.ts'
import { beginAttempt, finishAttempt, keepAnswers } from '../attempts.ts'
import { addQuestions, keptQuestions } from '../questions.ts'
import { certificateCode } from '../enrollmentHandlers.ts'
import { settleCourse } from '../student.ts'
import { certificates, courses, enrollments, lessons, subjects, tests } from '../tables.ts'
import { bread, others, tideQuestions, tides } from './catalogue.ts'
import type { CourseGiven } from './catalogue.ts'

const hour = 3_600_000
const day = 24 * hour

/**
 * Plants the demo data of the university: 27 courses, a quiz with all kinds of questions, Ada half way through two courses, Grace with a
 * certificate.
 *
 * @example
 * database.transaction(() => seedUniversity({ database, tenant: 'demo', now: Date.now, mint: randomUUID }))
 */
export function seedUniversity(place: Place): void {
  const { ada, grace } = demoUsers
  others.forEach(([name, level], index) => plantCourse(place, shortCourse(name, level, index), (90 - index) * day))
  const loaf = plantCourse(place, bread, 50 * day)
  const sea = plantCourse(place, tides, 40 * day)
  const quiz = plantQuiz(place, sea)
  take(place, loaf, ada.unique_id, 2, 10 * day)
  take(place, sea, ada.unique_id, 3, 8 * day)
  take(place, sea, grace.unique_id, 5, 20 * day)
  sit(at(place, 14 * day), quiz, grace.unique_id, 1)
  sit(at(place, 13 * day), quiz, grace.unique_id, 3)
  settleCourse(at(place, 13 * day), sea, grace.unique_id)
  plantCertificate(at(place, 12 * day), grace)
  plantPending(place, loaf, grace.unique_id)
}

function at(place: Place, ago: number): Place {
  return { ...place, now: () => place.now() - ago }
}

function shortCourse(name: string, level: CourseGiven['level'], index: number): CourseGiven {
  const code = `ART-${String(index + 1).padStart(2, '0')}`
  const [first, second] = [20 + (index % 4) * 5, 30 + (index % 3) * 10]
  return {
    name,
    level,
    code,
    duration: '2 weeks',
    description: `${name}, in two evenings`,
    subjects: {
      Course: [
        ['Beginning', first],
        ['Going on', second],
      ],
    },
  }
}

function plantCourse(place: Place, { subjects: parts, ...given }: CourseGiven, ago: number): string {
  const then = at(place, ago)
  const { unique_id: course_id } = createRow(then, courses, { ...given, status: 'active', max_students: 30 })
  Object.entries(parts).forEach(([name, list], part) => {
    const { unique_id: subject_id } = createRow(then, subjects, { name, course_id, order: part + 1, status: 'active' })
    list.forEach(([title, duration_minutes], index) =>
      createRow(then, lessons, {
        name: title,
        course_id,
        subject_id,
        order: index + 1,
        duration_minutes,
        content_type: 'lecture',
        status: 'active',
      }),
    )
  })
  return course_id
}

function plantQuiz(place: Place, course_unique_id: string): string {
  const max_score = tideQuestions.reduce((sum, { points = 1 }) => sum + points, 0)
  const { unique_id } = createRow(
    at(place, 40 * day),
    tests,
    {},
    {
      name: 'Tides, in Short',
      description: 'Three questions, ten minutes',
      test_type: 'quiz',
      time_limit: 10,
      max_attempts: 3,
      max_score,
      passing_score: 3,
      course_unique_id,
      status: 'active',
    },
  )
  addQuestions(place, unique_id, tideQuestions)
  return unique_id
}

/** Enrolled so long ago, and so many lessons done since, a day apart. */
function take(place: Place, courseId: string, userId: string, done: number, ago: number): void {
  const then = at(place, ago)
  const begun = instant(then.now())
  createRow(
    then,
    enrollments,
    {},
    { course_unique_id: courseId, user_unique_id: userId, enrollment_code: codeOf(then), validated_at: begun },
  )
  const ordered = listRows(place, subjects, { course_id: courseId }, '"order"').flatMap(({ unique_id }) =>
    listRows(place, lessons, { subject_id: unique_id }, '"order"'),
  )
  ordered
    .slice(0, done)
    .forEach(({ unique_id }, index) =>
      place.database.run(
        'insert into university_marks (tenant, lesson_id, user_id, completed_at) values (?, ?, ?, ?)',
        place.tenant,
        unique_id,
        userId,
        instant(then.now() + index * day),
      ),
    )
}

function plantPending(place: Place, courseId: string, userId: string): void {
  const then = at(place, hour)
  createRow(then, enrollments, {}, { course_unique_id: courseId, user_unique_id: userId, enrollment_code: codeOf(then) })
}

/** Answers so many questions rightly. */
function sit(place: Place, testId: string, userId: string, right: number): void {
  const test = findRow(place, tests, testId)
  const attempt = beginAttempt(place, test, userId)
  const responses = keptQuestions(place, testId)
    .slice(0, right)
    .map(({ unique_id, options, accepted }) => {
      const option = options.find(({ is_correct }) => is_correct)
      return { question_unique_id: unique_id, ...(option === undefined ? { text: accepted[0] } : { option_unique_id: option.unique_id }) }
    })
  keepAnswers(place, test, attempt, responses)
  finishAttempt(place, test, attempt)
}

function plantCertificate(place: Place, { unique_id, first_name, last_name }: typeof demoUsers.grace): void {
  const done = listRows(place, enrollments, { user_unique_id: unique_id, status: 'completed' })
  for (const { unique_id: enrollment_unique_id, course_unique_id, course_name = '' } of done) {
    createRow(
      place,
      certificates,
      {},
      {
        code: certificateCode(place.mint()),
        enrollment_unique_id,
        course_unique_id,
        course_name,
        user_unique_id: unique_id,
        user_name: `${first_name} ${last_name}`,
        issued_at: instant(place.now()),
      },
    )
  }
}

function codeOf({ database, tenant, now }: Place): string {
  const count = database.get<{ count: number }>('select count(*) as count from university_enrollments where tenant = ?', tenant)?.count ?? 0
  return `ENR-${new Date(now()).getUTCFullYear()}-${String(count + 1).padStart(3, '0')}`
}
