import type { RecordOf } from '@blockstate/core/describe'
import { Conversation, Message } from '@blockstate/core/jarvis'
import { equalTo } from '../database/equalTo.ts'
import { addRow, findRow, instant } from '../database/rows.ts'
import { page, record, stream } from '../server/answer.ts'
import type { ListAnswer, RecordAnswer, StreamAnswer } from '../server/answer.ts'
import type { RequestContext } from '../server/context.ts'
import { refuseField } from '../server/refusal.ts'
import { selectPage } from '../server/selectPage.ts'
import type { ListInput } from '../server/selectPage.ts'
import { findOwner } from './conversation.ts'
import type { Owner, Said, Talk } from './conversation.ts'
import { hear, streamReply, writeReply } from './replies.ts'
import { conversations } from './tables.ts'

// Entities, identities, agents and free conversations differ in who answers, not in what a conversation is.

/**
 * One page of an owner's conversations, newest first. Rows tell no time of change (seeds 001 and 002).
 *
 * @example
 * handle(listEntityConversations, (context, input) => listTalks(context, { type: 'entity', id: input.id }, input))
 */
export function listTalks(context: RequestContext, owner: Owner, input: ListInput): ListAnswer {
  findOwner(context, owner)
  const source = { table: conversations.told, ...equalTo({ owner_type: owner.type, owner_id: owner.id }) }
  const { rows, total } = selectPage(context, input, Conversation, source)
  return page(
    Conversation,
    rows.map(({ name: _, updated_at: __, ...row }) => row),
    { total },
  )
}

/**
 * A conversation without `name`: newer deployments call its title so, the references do not. Clients read both.
 *
 * @example
 * return record(Conversation, documented(row))
 */
export function documented({ name: _, ...row }: RecordOf<typeof Conversation>): Omit<RecordOf<typeof Conversation>, 'name'> {
  return row
}

/**
 * Starts a conversation under an owner.
 *
 * @example
 * handle(createEntityConversation, (context, input) => startTalk(context, { type: 'entity', id: input.id }, input))
 */
export function startTalk(
  context: RequestContext,
  owner: Owner,
  given: { title?: string | undefined; agent_unique_id?: string | undefined; user_unique_id?: string | undefined },
  id: string = context.mint(),
): RecordAnswer {
  findOwner(context, owner)
  const at = instant(context.now())
  addRow(context, conversations, id, given, {
    owner_type: owner.type,
    owner_id: owner.id,
    agent_unique_id: given.agent_unique_id ?? null,
    user_unique_id: given.user_unique_id ?? null,
    created_at: at,
    updated_at: at,
  })
  const { updated_at: _, ...row } = documented(findRow(context, conversations, id))
  return record(Conversation, row)
}

/**
 * One page of what was said, oldest first unless `sort` says otherwise: `sort=-created_at` gives the last messages first.
 *
 * @example
 * handle(listEntityMessages, (context, input) => listSaid(context, findTalk(context, owner, input.conv_id), input))
 */
export function listSaid(context: RequestContext, talk: Talk, input: ListInput): ListAnswer {
  const source = { table: 'jarvis_messages_told', sort: 'created_at', where: 'conversation_id = ?', values: [talk.id] }
  const { rows, total } = selectPage(context, input, Message, source)
  return page(
    Message,
    rows.map(({ updated_at: _, ...row }) => row),
    { total },
  )
}

/**
 * Stores a message and answers its row; a user's message is then replied to in the background. Messages of the assistant or the
 * system are history that the caller brings along: nobody replies.
 *
 * @example
 * handle(sendEntityMessage, (context, input) => sayAndReply(context, findTalk(context, owner, input.conv_id), input))
 */
export function sayAndReply(context: RequestContext, talk: Talk, said: Said, status = 201): RecordAnswer {
  const exchange = hear(context, talk, said)
  const path = new URL(context.request.url).pathname.slice('/v1/'.length)
  if (said.role === 'user') context.background(writeReply(context, exchange).then(() => context.changed(path)))
  return record(Message, exchange.row, { status })
}

/**
 * Stores a user's message and streams the reply. Refuses other roles with 422: there would be nothing to reply to.
 *
 * @example
 * handle(streamEntityMessage, (context, input) => sayAndStream(context, findTalk(context, owner, input.conv_id), input))
 */
export function sayAndStream(
  context: RequestContext,
  talk: Talk,
  { role = 'user', content, metadata, file_ids }: Omit<Said, 'role'> & { role?: Said['role'] | undefined },
): StreamAnswer {
  if (role !== 'user') refuseField('/message/role', 'must be user: a reply is streamed to a user')
  return stream(streamReply(context, hear(context, talk, { role, content, metadata, file_ids })))
}
