import {
  archiveConversation,
  Conversation,
  createConversation,
  deleteConversation,
  getConversation,
  listConversationMessages,
  listConversations,
  queryConversation,
  renameConversation,
  restoreConversation,
  sendMessage,
  updateConversation,
} from '@blockstate/core/jarvis'
import { lookUp } from '../answers/compose.ts'
import { equalTo } from '../database/equalTo.ts'
import { changeRow, findRow, instant, listRows } from '../database/rows.ts'
import { nothing, page, plain, record } from '../server/answer.ts'
import type { RecordAnswer } from '../server/answer.ts'
import type { RequestContext } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { selectPage } from '../server/selectPage.ts'
import { findTalk, removeTalks } from './conversation.ts'
import type { Owner } from './conversation.ts'
import { wholeAnswer } from './fileQuery.ts'
import { agents, conversations, messages } from './tables.ts'
import { documented, listSaid, sayAndReply, startTalk } from './talkAnswers.ts'

const free: Owner = { type: 'none', id: '' }

function setStatus(context: RequestContext, id: string, status: 'active' | 'archived'): RecordAnswer {
  findTalk(context, free, id)
  const updated_at = instant(context.now())
  const sql = 'update jarvis_conversations set status = ?, updated_at = ? where tenant = ? and unique_id = ?'
  context.database.run(sql, status, updated_at, context.tenant, id)
  return record(Conversation, { unique_id: id, status, updated_at })
}

/**
 * Conversations by their id alone. The list holds those that stand by themselves, archived ones too; every other route reaches the
 * conversations of entities and users as well, which have no routes of their own for it.
 */
export const conversationHandlers = [
  handle(listConversations, (context, input) => {
    const { status, agent_unique_id, user_unique_id } = input
    const narrowed = equalTo({ owner_type: 'none', status, agent_unique_id, user_unique_id })
    const { rows, total } = selectPage(context, input, Conversation, { table: conversations.told, sort: '-updated_at', ...narrowed })
    return page(Conversation, rows.map(documented), { total })
  }),
  handle(getConversation, (context, { id }) => {
    findTalk(context, free, id)
    return record(Conversation, documented(findRow(context, conversations, id)))
  }),
  handle(createConversation, (context, input) => {
    if (input.agent_unique_id !== undefined) findRow(context, agents, input.agent_unique_id)
    return startTalk(context, free, input)
  }),
  handle(updateConversation, (context, input) => {
    findTalk(context, free, input.id)
    return record(Conversation, changeRow(context, conversations, input.id, input))
  }),
  handle(renameConversation, (context, input) => {
    findTalk(context, free, input.id)
    return record(Conversation, changeRow(context, conversations, input.id, input))
  }),
  handle(archiveConversation, (context, { id }) => setStatus(context, id, 'archived')),
  handle(restoreConversation, (context, { id }) => setStatus(context, id, 'active')),
  handle(deleteConversation, (context, { id }) =>
    context.database.transaction(() => {
      removeTalks(context, findTalk(context, free, id).owner, id)
      return nothing()
    }),
  ),
  handle(listConversationMessages, (context, input) => listSaid(context, findTalk(context, free, input.id), input)),
  handle(sendMessage, (context, input) => sayAndReply(context, findTalk(context, free, input.id), input)),
  handle(queryConversation, async (context, { id, query }) => {
    const talk = findTalk(context, free, id)
    const sources = listRows(context, messages, { conversation_id: id }).map(({ unique_id, role, content }) => ({
      id: unique_id,
      name: `what the ${role} said`,
      kind: 'message' as const,
      text: content,
    }))
    const speaker = { name: talk.title ?? 'This conversation', description: '', instructions: '' }
    const asked = { speaker, question: query, history: [], sources }
    const relevant_messages = lookUp(asked).found.map(({ source, passage, relevance }) => ({
      message_id: source.id,
      content: passage,
      relevance_score: relevance,
    }))
    return plain({ answer: await wholeAnswer(context, asked), relevant_messages })
  }),
]
