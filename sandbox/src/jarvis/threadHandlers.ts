import {
  createAgentThread,
  getAgentThread,
  listAgentThreadMessages,
  listAgentThreads,
  sendAgentThreadMessage,
  streamAgentThreadMessage,
  Thread,
} from '@blockstate/core/jarvis'
import { equalTo } from '../database/equalTo.ts'
import { findRow } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import type { RequestContext } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { findOwner, findTalk } from './conversation.ts'
import type { Owner, Talk } from './conversation.ts'
import { threads } from './tables.ts'
import { listSaid, sayAndReply, sayAndStream, startTalk } from './talkAnswers.ts'

const agent = (id: string): Owner => ({ type: 'agent', id })
const inThread = (context: RequestContext, input: { id: string; thread_id: string }): Talk =>
  findTalk(context, agent(input.id), input.thread_id)

/** Conversations with agents. */
export const threadHandlers = [
  handle(listAgentThreads, (context, input) => {
    findOwner(context, agent(input.id))
    return answerPage(context, threads, input, equalTo({ owner_type: 'agent', owner_id: input.id }))
  }),
  handle(createAgentThread, (context, input) => {
    const started = startTalk(context, agent(input.id), input)
    const { updated_at: _, ...row } = findRow(context, threads, String(started.row['unique_id']))
    return record(Thread, row)
  }),
  handle(getAgentThread, (context, input) => record(Thread, findRow(context, threads, inThread(context, input).id))),
  handle(listAgentThreadMessages, (context, input) => listSaid(context, inThread(context, input), input)),
  handle(sendAgentThreadMessage, (context, input) => sayAndReply(context, inThread(context, input), input)),
  handle(streamAgentThreadMessage, (context, input) => sayAndStream(context, inThread(context, input), input)),
]
