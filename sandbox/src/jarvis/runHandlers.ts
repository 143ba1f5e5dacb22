import { createAgentRun, getAgentRun, listAgentRuns, Run } from '@blockstate/core/jarvis'
import { findRow, listRows } from '../database/rows.ts'
import { list, record } from '../server/answer.ts'
import type { RequestContext } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { findTalk } from './conversation.ts'
import type { Talk } from './conversation.ts'
import { queueRun, resumeRuns } from './runs.ts'
import { runs } from './tables.ts'

const inThread = (context: RequestContext, input: { id: string; thread_id: string }): Talk =>
  findTalk(context, { type: 'agent', id: input.id }, input.thread_id)

/** Agents at work: queued, then running, then completed or failed. */
export const runHandlers = [
  handle(listAgentRuns, (context, input) => {
    const talk = inThread(context, input)
    resumeRuns(context, talk)
    return list(Run, listRows(context, runs, { thread_id: talk.id }))
  }),
  handle(getAgentRun, (context, input) => {
    const talk = inThread(context, input)
    resumeRuns(context, talk)
    return record(Run, findRow(context, runs, input.run_id, { thread_id: talk.id }))
  }),
  handle(createAgentRun, (context, input) => {
    const talk = inThread(context, input)
    const { unique_id, status, input_message, created_at } = findRow(context, runs, queueRun(context, talk, input.message))
    return record(Run, Object.assign({ unique_id, status, input_message }, created_at === undefined ? {} : { created_at }))
  }),
]
