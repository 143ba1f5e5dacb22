import { count, op, paged, resource } from '../../declare/index.ts'
import { Context } from './contexts.ts'
import { Conversation } from './conversations.ts'
import { Message, question, reply } from './messages.ts'

/** A digital twin. The counters are told by the single read only; `code` to `entity_avatar_url` by twins registered through the SDK. */
export const Entity = resource('entity', {
  name: 'string',
  entity_type: 'string',
  description: 'string?',
  instructions: 'string?',
  status: 'active|inactive?',
  code: 'string?',
  content: 'string?',
  entity_alias: 'string?',
  entity_source: 'string?',
  entity_url: 'string?',
  stripe_id: 'string?',
  time_zone: 'string?',
  preferred_language: 'string?',
  entity_avatar_url: 'string?',
  contexts_count: 'integer!?',
  conversations_count: 'integer!?',
  created_by: 'string!?',
  updated_by: 'string!?',
})

export const listEntities = op('GET jarvis/entities', {
  about: 'Page through digital twins',
  query: paged({ status: 'string?', search: 'string?' }),
  returns: [Entity],
})
export const getEntity = op('GET jarvis/entities/:id', { about: 'Read one digital twin and its counters', returns: Entity })
export const createEntity = op('POST jarvis/entities', {
  about: 'Create an entity under an id the server makes',
  body: Entity,
  returns: Entity,
  optimistic: false,
})
/** The platform's list of skills calls the same route by what it makes. */
export const createDigitalTwin = op('POST jarvis/entities', {
  about: 'Create a digital twin of a machine, a place, a product or a team',
  body: Entity,
  returns: Entity,
  optimistic: false,
})
export const updateEntity = op('PUT jarvis/entities/:id', { about: 'Change fields of an entity', body: Entity, returns: Entity })
export const deleteEntity = op('DELETE jarvis/entities/:id', {
  about: 'Delete an entity with its contexts and conversations',
  removes: Entity,
  stale: ['jarvis/clusters', 'jarvis/agents'],
})
export const queryEntityFiles = op('POST jarvis/entities/:id/file_query', {
  about: "Ask a question that the entity's files answer, with the passages found",
  body: { query: 'string' },
  returns: {
    answer: 'string',
    sources: [{ file_id: 'string', file_name: 'string', relevance_score: 'number', excerpt: 'string' }],
  },
  reads: true,
})

export const listEntityContexts = op('GET jarvis/entities/:id/contexts', { about: 'List all contexts of an entity', returns: [Context] })
export const createEntityContext = op('POST jarvis/entities/:id/contexts', {
  about: 'Teach an entity a named text',
  body: Context,
  returns: Context,
  besides: [count(Entity, 'contexts_count', 'id')],
})

export const listEntityConversations = op('GET jarvis/entities/:id/conversations', {
  about: "Page through an entity's conversations",
  query: paged(),
  returns: [Conversation],
})
export const createEntityConversation = op('POST jarvis/entities/:id/conversations', {
  about: 'Start a conversation with an entity',
  body: Conversation,
  returns: Conversation,
  besides: [count(Entity, 'conversations_count', 'id')],
})
export const listEntityMessages = op('GET jarvis/entities/:id/conversations/:conv_id/messages', {
  about: 'Page through the messages exchanged with an entity, oldest first',
  query: paged(),
  returns: [Message],
})
export const sendEntityMessage = op('POST jarvis/entities/:id/conversations/:conv_id/messages', {
  about: 'Say something to an entity; its reply appears in the messages later',
  body: Message,
  returns: Message,
})
export const streamEntityMessage = op('POST jarvis/entities/:id/conversations/:conv_id/messages/stream', {
  about: 'Say something to an entity and read its reply as it is written',
  root: 'message',
  body: question,
  streams: reply,
})

/** Everything a chat with an entity needs. */
export const entityChat = { list: listEntityMessages, send: sendEntityMessage, stream: streamEntityMessage } as const
