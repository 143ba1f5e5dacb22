import {
  answerQuestion,
  createQuiz,
  getQuiz,
  listQuizAttempts,
  listQuizzes,
  startQuiz,
  submitQuiz,
  Test,
  TestInstance,
} from '@blockstate/core/university'
import { equalTo } from '../database/equalTo.ts'
import { createRow, findRow } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { outOfRange } from '../server/outOfRange.ts'
import { refuse, refuseFaults, refuseField } from '../server/refusal.ts'
import { refuseFields } from '../server/refuseFields.ts'
import { unknownRecord } from '../server/unknownRecord.ts'
import { beginAttempt, checkAnswers, finishAttempt, keepAnswers, testOf } from './attempts.ts'
import type { Attempt } from './attempts.ts'
import { addQuestions, askedQuestions, checkQuestions, keptQuestions } from './questions.ts'
import { findStudent } from './student.ts'
import { attempts, courses, lessons, tests } from './tables.ts'

/** Tests, and attempts at them. Everybody answers for themselves; grading is done here, and no answer says what is right. */
export const quizHandlers = [
  handle(listQuizzes, (context, input) => {
    const { course_unique_id, lesson_unique_id, test_type } = input
    const narrowed = equalTo({ course_unique_id, lesson_unique_id, test_type })
    return answerPage(context, tests, input, { search: ['name', 'description'], ...narrowed })
  }),
  handle(getQuiz, (context, { unique_id }) =>
    record(Test, { ...findRow(context, tests, unique_id), questions: askedQuestions(context, unique_id) }),
  ),

  handle(createQuiz, (context, { questions, test_type = 'quiz', ...input }) =>
    context.database.transaction(() => {
      const points = questions.reduce((sum, one) => sum + (one.points ?? 1), 0)
      const max_score = input.max_score ?? points
      refuseFaults(context, checkQuestions(questions))
      refuseFields(context, {
        course_unique_id: unknownRecord(context, courses, input.course_unique_id),
        lesson_unique_id: unknownRecord(context, lessons, input.lesson_unique_id),
        time_limit: outOfRange(input.time_limit, 1),
        max_attempts: outOfRange(input.max_attempts, 1),
        max_score: outOfRange(input.max_score, 1),
        passing_score: outOfRange(input.passing_score, 0, max_score),
      })
      const course = input.lesson_unique_id === undefined ? undefined : findRow(context, lessons, input.lesson_unique_id).course_id
      if (course !== undefined && input.course_unique_id !== undefined && course !== input.course_unique_id)
        refuseField(context.pointer('lesson_unique_id'), 'lesson_unique_id names a lesson of another course')
      const { unique_id } = createRow(
        context,
        tests,
        {},
        {
          name: input.name,
          description: input.description ?? null,
          test_type,
          time_limit: input.time_limit ?? null,
          max_score,
          passing_score: input.passing_score ?? Math.ceil(max_score * 0.6),
          max_attempts: input.max_attempts ?? null,
          course_unique_id: course ?? input.course_unique_id ?? null,
          lesson_unique_id: input.lesson_unique_id ?? null,
          status: 'active',
        },
      )
      addQuestions(context, unique_id, questions)
      return record(Test, { ...findRow(context, tests, unique_id), questions: askedQuestions(context, unique_id) })
    }),
  ),

  handle(startQuiz, (context, { unique_id, test_unique_id }) =>
    context.database.transaction(() => {
      const test = findRow(context, tests, test_unique_id)
      checkSelf(context, unique_id)
      return record(TestInstance, beginAttempt(context, test, unique_id))
    }),
  ),

  handle(answerQuestion, (context, { unique_id, test_instance_unique_id, ...response }) =>
    context.database.transaction(() => {
      const attempt = ownAttempt(context, unique_id, test_instance_unique_id)
      const test = testOf(context, attempt)
      refuseFaults(
        context,
        checkAnswers(keptQuestions(context, test.unique_id), [response], () => ''),
      )
      keepAnswers(context, test, attempt, [response])
      return record(TestInstance, findRow(context, attempts, attempt.unique_id))
    }),
  ),

  handle(submitQuiz, (context, { unique_id, test_instance_unique_id, responses = [] }) =>
    context.database.transaction(() => {
      const attempt = ownAttempt(context, unique_id, test_instance_unique_id)
      const test = testOf(context, attempt)
      refuseFaults(
        context,
        checkAnswers(keptQuestions(context, test.unique_id), responses, (index) => `responses/${index}/`),
      )
      if (responses.length > 0) keepAnswers(context, test, attempt, responses)
      return record(TestInstance, finishAttempt(context, test, attempt))
    }),
  ),

  handle(listQuizAttempts, (context, { unique_id, test_unique_id, status, ...input }) => {
    const student = findStudent(context, unique_id)
    return answerPage(context, attempts, input, { search: [], ...equalTo({ user_unique_id: student.unique_id, test_unique_id, status }) })
  }),
]

function ownAttempt(context: Context, userId: string, id: string): Attempt {
  checkSelf(context, userId)
  return findRow(context, attempts, id, { user_unique_id: userId })
}

function checkSelf(context: Context, userId: string): void {
  const { unique_id } = findStudent(context, userId)
  if (unique_id !== context.user.unique_id)
    refuse(403, 'forbidden', 'Not Your Test', `Only user ${unique_id} takes their tests, and you are ${context.user.unique_id}.`)
}
