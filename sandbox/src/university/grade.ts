import { comparable } from './questions.ts'
import type { QuestionKept } from './questions.ts'

/** What was answered to one question. */
export interface AnswerKept {
  readonly question_id: string
  readonly option_id: string | null
  readonly text: string | null
}

/**
 * Scores answers: each question that was answered rightly brings its points, and the sum is scaled to the highest score. What was not
 * answered brings nothing, and nothing is taken away.
 *
 * @param maxScore what all points together are worth
 *
 * @example
 * grade(questions, answers, 100) // 75
 */
export function grade(questions: readonly QuestionKept[], answers: readonly AnswerKept[], maxScore: number): number {
  const all = questions.reduce((sum, { points }) => sum + points, 0)
  const right = questions
    .filter((question) =>
      isRight(
        question,
        answers.find(({ question_id }) => question_id === question.unique_id),
      ),
    )
    .reduce((sum, { points }) => sum + points, 0)
  return all === 0 ? 0 : Math.round((right * maxScore) / all)
}

function isRight({ question_type, accepted, options }: QuestionKept, answer: AnswerKept | undefined): boolean {
  if (answer === undefined) return false
  if (question_type === 'short_answer') return answer.text !== null && accepted.includes(comparable(answer.text))
  return options.some(({ unique_id, is_correct }) => is_correct && unique_id === answer.option_id)
}
