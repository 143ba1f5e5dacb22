import type { createQuiz, Test } from '@blockstate/core/university'
import type { Input, RecordOf } from '@blockstate/core/describe'
import { instant } from '../database/rows.ts'
import type { Place } from '../database/place.ts'
import type { Fault } from '../server/refusal.ts'

/** A question as a teacher writes it. */
export type QuestionGiven = Input<typeof createQuiz>['questions'][number]

/** A question as it is asked. */
export type QuestionTold = NonNullable<RecordOf<typeof Test>['questions']>[number]

/** A question with what is right, as only the sandbox sees it. */
export interface QuestionKept {
  readonly unique_id: string
  readonly question_type: QuestionGiven['question_type']
  readonly points: number
  /** Short answers that count, ready to be compared. */
  readonly accepted: readonly string[]
  readonly options: readonly { readonly unique_id: string; readonly is_correct: boolean }[]
}

/**
 * Looks for questions nobody could answer rightly, or that cannot be graded: choices without a right option, short answers without
 * accepted ones, a true-or-false question with other than two options.
 *
 * @example
 * checkQuestions([{ text: '2 + 2?', question_type: 'short_answer' }]) // one fault at questions/0/accepted_answers
 */
export function checkQuestions(questions: readonly QuestionGiven[]): Fault[] {
  if (questions.length === 0) return [{ at: 'questions', detail: 'a test needs questions' }]
  return questions.flatMap((question, index) => questionFaults(question, `questions/${index}`))
}

function questionFaults({ question_type, points = 1, options = [], accepted_answers = [] }: QuestionGiven, at: string): Fault[] {
  const right = options.filter(({ is_correct }) => is_correct === true).length
  const faults: Fault[] = points < 1 ? [{ at: `${at}/points`, detail: 'points must be at least 1' }] : []
  if (question_type === 'short_answer') {
    if (options.length > 0) faults.push({ at: `${at}/options`, detail: 'a short answer is written, not chosen' })
    if (!accepted_answers.some((answer) => comparable(answer) !== ''))
      faults.push({ at: `${at}/accepted_answers`, detail: 'a short answer needs accepted_answers' })
    return faults
  }
  if (accepted_answers.length > 0) faults.push({ at: `${at}/accepted_answers`, detail: 'accepted_answers are for short answers' })
  if (question_type === 'true_false' && (options.length !== 2 || right !== 1))
    faults.push({ at: `${at}/options`, detail: 'a true-or-false question needs two options, one of them correct' })
  if (question_type === 'multiple_choice' && (options.length < 2 || right === 0))
    faults.push({ at: `${at}/options`, detail: 'a choice needs at least two options, one of them correct' })
  return faults
}

/**
 * Keeps the questions of a test in their order.
 *
 * @example
 * addQuestions(context, test.unique_id, input.questions)
 */
export function addQuestions(place: Place, testId: string, questions: readonly QuestionGiven[]): void {
  const { database, tenant } = place
  const at = instant(place.now())
  questions.forEach(({ text, question_type, points = 1, options = [], accepted_answers = [] }, position) => {
    const id = place.mint()
    database.run(
      `insert into university_questions (tenant, unique_id, test_id, position, text, question_type, points, accepted, created_at, updated_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      tenant,
      id,
      testId,
      position,
      text,
      question_type,
      points,
      JSON.stringify(accepted_answers.map(comparable)),
      at,
      at,
    )
    options.forEach((option, index) =>
      database.run(
        `insert into university_options (tenant, unique_id, question_id, position, text, is_correct, created_at, updated_at)
         values (?, ?, ?, ?, ?, ?, ?, ?)`,
        tenant,
        place.mint(),
        id,
        index,
        option.text,
        option.is_correct === true ? 1 : 0,
        at,
        at,
      ),
    )
  })
}

/**
 * The questions of a test as they are asked: nothing in them says what is right.
 *
 * @example
 * record(Test, { ...test, questions: askedQuestions(context, test.unique_id) })
 */
export function askedQuestions({ database, tenant }: Place, testId: string): QuestionTold[] {
  const sql = 'select unique_id, text, question_type, points from university_questions where tenant = ? and test_id = ? order by position'
  const optionsSql = 'select unique_id, text from university_options where tenant = ? and question_id = ? order by position'
  return database
    .all<Omit<QuestionTold, 'options'>>(sql, tenant, testId)
    .map((question) => ({ ...question, options: database.all(optionsSql, tenant, question.unique_id) }))
}

/**
 * The questions of a test with what is right, for grading.
 *
 * @example
 * grade(keptQuestions(context, test.unique_id), answers)
 */
export function keptQuestions({ database, tenant }: Place, testId: string): QuestionKept[] {
  type Row = Omit<QuestionKept, 'accepted' | 'options'> & { readonly accepted: string }
  const sql =
    'select unique_id, question_type, points, accepted from university_questions where tenant = ? and test_id = ? order by position'
  const optionsSql = 'select unique_id, is_correct from university_options where tenant = ? and question_id = ?'
  return database.all<Row>(sql, tenant, testId).map((row) => {
    const options = database.all<{ unique_id: string; is_correct: number }>(optionsSql, tenant, row.unique_id)
    return {
      ...row,
      // Written by addQuestions above.
      accepted: JSON.parse(row.accepted) as string[],
      options: options.map(({ unique_id, is_correct }) => ({ unique_id, is_correct: is_correct === 1 })),
    }
  })
}

/**
 * What two spellings of one short answer have in common: letter case and spaces do not matter.
 *
 * @example
 * comparable('  Ada   LOVELACE ') // 'ada lovelace'
 */
export function comparable(text: string): string {
  return text.normalize('NFC').toLowerCase().trim().replace(/\s+/gu, ' ')
}
