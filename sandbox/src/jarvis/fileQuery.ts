import { answer } from '../answers/answer.ts'
import type { Asked } from '../answers/compose.ts'
import { isModelFailure, modelServer } from '../answers/model.ts'
import type { RequestContext } from '../server/context.ts'
import { refuse } from '../server/refusal.ts'
import { citations } from './citations.ts'
import type { Citation } from './citations.ts'
import { entitySpeaker, filesOf } from './speakers.ts'

/** An answer and what it rests on. */
export interface FileAnswer {
  readonly answer: string
  readonly sources: readonly Citation[]
}

/**
 * Answers a question from an entity's files alone, with the passage of each file that speaks about it most, best first.
 * Throws a 404 refusal where there is no such entity, and a 500 one where a model was asked and failed.
 *
 * @example
 * await answerFromFiles(context, 'e1', 'How loud may the bearing get?')
 */
export async function answerFromFiles(context: RequestContext, entity: string, question: string): Promise<FileAnswer> {
  const { speaker } = entitySpeaker(context, entity)
  const asked: Asked = { speaker, question, history: [], sources: filesOf(context, entity) }
  return { answer: await wholeAnswer(context, asked), sources: citations(asked) }
}

/**
 * An answer in one piece, for the routes that do not stream. Throws a 500 refusal where a model was asked and failed.
 *
 * @example
 * const output = await wholeAnswer(context, asked)
 */
export async function wholeAnswer(context: RequestContext, asked: Asked): Promise<string> {
  try {
    const pieces: string[] = []
    for await (const piece of answer(asked, context.signal, modelServer(context.env))) pieces.push(piece)
    return pieces.join('')
  } catch (thrown) {
    if (!isModelFailure(thrown)) throw thrown
    return refuse(500, thrown.code, 'Model Failure', thrown.message)
  }
}
