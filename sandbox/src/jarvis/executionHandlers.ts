import {
  executePrompt,
  getPromptExecution,
  listPromptExecutions,
  PromptExecution,
  streamPromptExecution,
  streamPromptVersionExecution,
} from '@blockstate/core/jarvis'
import { isModelFailure } from '../answers/model.ts'
import { equalTo } from '../database/equalTo.ts'
import { isTaken } from '../database/isTaken.ts'
import { findRow } from '../database/rows.ts'
import { record, stream } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import type { RequestContext } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse } from '../server/refusal.ts'
import { keep, prepare, writeOutput } from './execution.ts'
import type { Execution } from './execution.ts'
import { takeTime } from './pace.ts'
import { failureOf } from './replies.ts'
import type { StreamEvent } from './replies.ts'
import { promptExecutions, prompts, promptVersions } from './tables.ts'
import { versionInUse } from './versions.ts'

/** The output as it is written, then the id of what was stored. A reader who leaves ends it, and what there is is stored. */
async function* streamOutput(context: RequestContext, execution: Execution): AsyncGenerator<StreamEvent, void, undefined> {
  let output = ''
  try {
    for await (const content of writeOutput(context, execution)) {
      if (output !== '') await takeTime(context, 1, context.signal)
      if (context.signal.aborted) break
      output += content
      yield { type: 'token', content }
    }
  } catch (thrown) {
    if (!context.signal.aborted) {
      yield failureOf(thrown)
      return
    }
  }
  if (context.signal.aborted && output === '') return
  if (!isTaken(context, prompts, execution.prompt)) {
    yield { type: 'error', code: 'not_found', message: 'The prompt was deleted before the output was finished' }
    return
  }
  const id = keep(context, execution, output)
  yield { type: 'done', execution_id: id, tokens_used: findRow(context, promptExecutions, id).tokens_used }
}

async function wholeOutput(context: RequestContext, execution: Execution): Promise<string> {
  try {
    const written: string[] = []
    for await (const piece of writeOutput(context, execution)) written.push(piece)
    await takeTime(context, written.length, context.signal)
    return written.join('')
  } catch (thrown) {
    if (!isModelFailure(thrown)) throw thrown
    return refuse(500, thrown.code, 'Model Failure', thrown.message)
  }
}

/** Prompts at work. */
export const executionHandlers = [
  handle(listPromptExecutions, (context, input) => {
    findRow(context, prompts, input.id)
    return answerPage(context, promptExecutions, input, equalTo({ prompt_id: input.id }))
  }),
  handle(getPromptExecution, (context, { id, exec_id }) => {
    findRow(context, prompts, id)
    return record(PromptExecution, findRow(context, promptExecutions, exec_id, { prompt_id: id }))
  }),
  handle(executePrompt, async (context, input) => {
    findRow(context, prompts, input.id)
    const execution = prepare(context, input.id, findRow(context, promptVersions, input.version_id, { prompt_id: input.id }), input)
    const id = keep(context, execution, await wholeOutput(context, execution))
    return record(PromptExecution, findRow(context, promptExecutions, id), { status: 200 })
  }),
  handle(streamPromptVersionExecution, (context, input) => {
    findRow(context, prompts, input.id)
    const version = findRow(context, promptVersions, input.version_id, { prompt_id: input.id })
    return stream(streamOutput(context, prepare(context, input.id, version, input)))
  }),
  handle(streamPromptExecution, (context, input) => {
    findRow(context, prompts, input.id)
    return stream(streamOutput(context, prepare(context, input.id, versionInUse(context, input.id), input)))
  }),
]
