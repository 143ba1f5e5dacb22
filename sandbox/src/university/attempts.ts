import type { answerQuestion, Test, TestInstance } from '@blockstate/core/university'
import type { Input, RecordOf } from '@blockstate/core/describe'
import { changeRow, createRow, findRow, instant } from '../database/rows.ts'
import type { Place } from '../database/place.ts'
import { refuse } from '../server/refusal.ts'
import type { Fault } from '../server/refusal.ts'
import { grade } from './grade.ts'
import type { AnswerKept } from './grade.ts'
import { keptQuestions } from './questions.ts'
import type { QuestionKept } from './questions.ts'
import { enrolled, settleCourse } from './student.ts'
import { attempts, tests } from './tables.ts'

export type Attempt = RecordOf<typeof TestInstance>
type TestRow = RecordOf<typeof Test>

/** An answer as a student gives it. */
export type Response = Pick<Input<typeof answerQuestion>, 'question_unique_id' | 'option_unique_id' | 'text'>

/**
 * Begins an attempt. Refuses who does not take the test's course, who is at it already, and who has no attempts left. An attempt whose
 * time is over is finished first, with what was answered in time.
 *
 * @example
 * const attempt = beginAttempt(context, test, context.user.unique_id)
 */
export function beginAttempt(place: Place, test: TestRow, userId: string): Attempt {
  const { database, tenant } = place
  const { unique_id: testId, course_unique_id, max_attempts, max_score = 0 } = test
  if (typeof course_unique_id === 'string') enrolled(place, course_unique_id, userId)
  type Begun = { readonly unique_id: string; readonly status: string }
  const sql = 'select unique_id, status from university_attempts where tenant = ? and test_unique_id = ? and user_unique_id = ?'
  const begun = database.all<Begun>(sql, tenant, testId, userId)
  const active = begun.find(({ status }) => status === 'in_progress')
  if (active !== undefined) {
    const attempt = findRow(place, attempts, active.unique_id)
    if (!isOver(place, test, attempt))
      refuse(422, 'validation_error', 'Attempt Is Under Way', `Attempt ${active.unique_id} was not finished yet; go on with it.`)
    finishAttempt(place, test, attempt)
  }
  if (typeof max_attempts === 'number' && begun.length >= max_attempts)
    refuse(422, 'validation_error', 'No Attempts Left', `Test ${testId} can be taken ${max_attempts} times, and was.`)
  const beside = { test_unique_id: testId, user_unique_id: userId, status: 'in_progress', max_score, started_at: instant(place.now()) }
  return createRow(place, attempts, {}, beside)
}

/**
 * Looks for answers to questions the test does not ask, and for options that are none of theirs.
 *
 * @param at where the answers stand in the body, the place of each behind it: `responses/`
 *
 * @example
 * checkAnswers(keptQuestions(context, test.unique_id), input.responses, 'responses/')
 */
export function checkAnswers(questions: readonly QuestionKept[], responses: readonly Response[], at: (index: number) => string): Fault[] {
  return responses.flatMap(({ question_unique_id, option_unique_id, text }, index) => {
    const question = questions.find(({ unique_id }) => unique_id === question_unique_id)
    if (question === undefined)
      return [{ at: `${at(index)}question_unique_id`, detail: 'question_unique_id names no question of this test' }]
    if (question.question_type === 'short_answer')
      return text === undefined ? [{ at: `${at(index)}text`, detail: 'text is needed: this is a short answer' }] : []
    const known = question.options.some(({ unique_id }) => unique_id === option_unique_id)
    return known ? [] : [{ at: `${at(index)}option_unique_id`, detail: 'option_unique_id names no option of this question' }]
  })
}

/**
 * Keeps answers of an attempt; a second answer to a question takes the place of the first. Refuses with 422 what is finished or over.
 *
 * @example
 * keepAnswers(context, test, attempt, [input])
 */
export function keepAnswers(place: Place, test: TestRow, attempt: Attempt, responses: readonly Response[]): void {
  refuseFinished(attempt)
  if (isOver(place, test, attempt))
    refuse(422, 'validation_error', 'Time Is Over', `Attempt ${attempt.unique_id} had ${test.time_limit} minutes; finish it as it is.`)
  for (const { question_unique_id, option_unique_id = null, text = null } of responses) {
    place.database.run(
      `insert into university_answers (tenant, attempt_id, question_id, option_id, text) values (?, ?, ?, ?, ?)
       on conflict do update set option_id = excluded.option_id, text = excluded.text`,
      place.tenant,
      attempt.unique_id,
      question_unique_id,
      option_unique_id,
      text,
    )
  }
}

/**
 * Finishes an attempt: graded here, from what was kept. A pass may be what completes the course. Refuses with 422 what is finished.
 *
 * @example
 * const { score, passed } = finishAttempt(context, test, attempt)
 */
export function finishAttempt(place: Place, test: TestRow, attempt: Attempt): Attempt {
  refuseFinished(attempt)
  const { database, tenant } = place
  const sql = 'select question_id, option_id, text from university_answers where tenant = ? and attempt_id = ?'
  const answers = database.all<AnswerKept>(sql, tenant, attempt.unique_id)
  const { max_score = 0, passing_score = 0, course_unique_id } = test
  const score = grade(keptQuestions(place, test.unique_id), answers, max_score)
  changeRow(
    place,
    attempts,
    attempt.unique_id,
    {},
    {
      status: 'completed',
      score,
      passed: score >= passing_score ? 1 : 0,
      finished_at: instant(Math.min(place.now(), endOf(test, attempt))),
    },
  )
  if (typeof course_unique_id === 'string') settleCourse(place, course_unique_id, attempt.user_unique_id)
  return findRow(place, attempts, attempt.unique_id)
}

/**
 * The test of an attempt.
 *
 * @example
 * const test = testOf(context, attempt)
 */
export function testOf(place: Place, { test_unique_id }: Attempt): TestRow {
  return findRow(place, tests, test_unique_id)
}

function refuseFinished({ unique_id, status }: Attempt): void {
  if (status === 'in_progress') return
  refuse(422, 'validation_error', 'Attempt Is Finished', `Attempt ${unique_id} was graded; begin another.`)
}

function isOver({ now }: Place, test: TestRow, attempt: Attempt): boolean {
  return now() > endOf(test, attempt)
}

/** When the time of an attempt ends, in milliseconds since 1970; never, where the test sets none. */
function endOf({ time_limit }: TestRow, { started_at }: Attempt): number {
  return typeof time_limit === 'number' ? Date.parse(started_at ?? '') + time_limit * 60_000 : Infinity
}
