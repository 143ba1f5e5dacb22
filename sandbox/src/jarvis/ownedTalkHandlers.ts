import {
  createEntityConversation,
  createIdentityConversation,
  listEntityConversations,
  listEntityMessages,
  listIdentityConversations,
  listIdentityMessages,
  sdkCreateEntityContext,
  sdkSendEntityMessage,
  sdkSendEntityMessageStream,
  sendEntityMessage,
  sendIdentityMessage,
  streamEntityMessage,
} from '@blockstate/core/jarvis'
import { isTaken } from '../database/isTaken.ts'
import type { RequestContext } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse } from '../server/refusal.ts'
import { findTalk } from './conversation.ts'
import type { Owner, Talk } from './conversation.ts'
import { conversations } from './tables.ts'
import { listSaid, listTalks, sayAndReply, sayAndStream, startTalk } from './talkAnswers.ts'

const entity = (id: string): Owner => ({ type: 'entity', id })
const identity = (id: string): Owner => ({ type: 'identity', id })
const withEntity = (context: RequestContext, input: { id: string; conv_id: string }): Talk =>
  findTalk(context, entity(input.id), input.conv_id)
const withUser = (context: RequestContext, input: { id: string; conv_id: string }): Talk =>
  findTalk(context, identity(input.id), input.conv_id)
/** The SDK's message contexts are conversations under another word. */
const inContext = (context: RequestContext, input: { id: string; context_unique_id: string }): Talk =>
  findTalk(context, entity(input.id), input.context_unique_id)

/** Conversations with entities and of users: seeds 001 and 002, and the SDK's routes to the former. */
export const ownedTalkHandlers = [
  handle(listEntityConversations, (context, input) => listTalks(context, entity(input.id), input)),
  handle(createEntityConversation, (context, input) => startTalk(context, entity(input.id), input)),
  handle(listEntityMessages, (context, input) => listSaid(context, withEntity(context, input), input)),
  handle(sendEntityMessage, (context, input) => sayAndReply(context, withEntity(context, input), input)),
  handle(streamEntityMessage, (context, input) => sayAndStream(context, withEntity(context, input), input)),

  handle(sdkCreateEntityContext, (context, input) =>
    context.database.transaction(() => {
      const id = input.unique_id ?? context.mint()
      if (isTaken(context, conversations, id)) {
        refuse(409, 'conflict', 'Conversation Already Exists', `Another conversation has the id ${id}.`)
      }
      return startTalk(context, entity(input.id), { title: input.name ?? input.reference }, id)
    }),
  ),
  handle(sdkSendEntityMessage, (context, input) =>
    sayAndReply(context, inContext(context, input), { role: input.role ?? 'user', content: input.content, metadata: input.metadata }, 200),
  ),
  handle(sdkSendEntityMessageStream, (context, input) => sayAndStream(context, inContext(context, input), input)),

  handle(listIdentityConversations, (context, input) => listTalks(context, identity(input.id), input)),
  handle(createIdentityConversation, (context, input) => startTalk(context, identity(input.id), input)),
  handle(listIdentityMessages, (context, input) => listSaid(context, withUser(context, input), input)),
  handle(sendIdentityMessage, (context, input) => sayAndReply(context, withUser(context, input), input)),
]
