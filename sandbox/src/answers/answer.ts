import type { Asked, Turn } from './compose.ts'
import { compose, lookUp } from './compose.ts'
import type { ModelServer } from './model.ts'
import { askModel } from './model.ts'
import { tokens } from './tokens.ts'

/**
 * Answers a question piece by piece: computed from the sources, or by the model server where one is named.
 *
 * A model is given the same passages that a computed answer quotes, and the last 20 turns. Nothing is paced here.
 *
 * @throws ModelFailure where a model is asked and fails
 * @example
 * for await (const piece of answer({ speaker, question: 'Who are you?', history: [], sources })) write(piece)
 */
export async function* answer(asked: Asked, signal: AbortSignal, server?: ModelServer): AsyncGenerator<string, void, undefined> {
  if (server === undefined) yield* tokens(compose(asked))
  else yield* askModel(server, briefing(asked), signal)
}

function briefing(asked: Asked): Turn[] {
  const { speaker, question, history } = asked
  const excerpts = lookUp(asked).found.map(({ source, passage }, at) => `[${at + 1}] ${source.name}: ${passage}`)
  const system = [
    `You are ${speaker.name}. ${speaker.description}`,
    speaker.instructions,
    excerpts.length === 0
      ? 'No text on file speaks about the question. Say so if you do not know.'
      : `Answer from these excerpts and cite them by number:\n${excerpts.join('\n')}`,
  ]
  const told = system.filter((part) => part !== '').join('\n\n')
  return [{ role: 'system', content: told }, ...history.slice(-20), { role: 'user', content: question }]
}
