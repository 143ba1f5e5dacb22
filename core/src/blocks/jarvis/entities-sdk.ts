import { op } from '../../declare/index.ts'
import { Conversation } from './conversations.ts'
import { Entity, listEntityMessages } from './entities.ts'
import { Message, question, reply } from './messages.ts'

// The official SDK reaches entities over routes of its own, where a "context" holds messages as a conversation does.
// They are declared beside the documented ones so that either dialect works against the same data.

export const registerEntity = op('POST jarvis/entities/:id/register', {
  about: 'Create an entity under an id the caller chose; an id in use is refused',
  root: 'entity',
  body: {
    name: 'string?',
    description: 'string?',
    code: 'string?',
    entity_type: 'string?',
    entity_alias: 'string?',
    entity_source: 'string?',
    entity_url: 'string?',
    content: 'string?',
    instructions: 'string?',
    stripe_id: 'string?',
    status: 'active|inactive?',
    time_zone: 'string?',
    preferred_language: 'string?',
    entity_avatar_url: 'string?',
    created_by: 'string?',
    updated_by: 'string?',
  },
  returns: Entity,
  optimistic: false,
})
export const addEntityPrompt = op('POST jarvis/entities/:id/add_prompt', {
  about: 'Attach a prompt to an entity',
  root: 'prompt',
  body: { unique_id: 'uuid' },
  returns: { message: 'string' },
})
export const sdkCreateEntityContext = op('POST jarvis/entities/:id/create_context', {
  about: 'Open a conversation with an entity the way the official SDK does',
  root: 'context',
  body: {
    unique_id: 'uuid?',
    name: 'string?',
    reference: 'string?',
    source: 'string?',
    source_id: 'string?',
    source_alias: 'string?',
    source_type: 'string?',
    members: 'string?',
  },
  returns: Conversation,
  optimistic: false,
  stale: ['jarvis/entities/:id/conversations'],
})
export const sdkSendEntityMessage = op('POST jarvis/entities/:id/contexts/:context_unique_id/send_message', {
  about: 'Say something to an entity the way the official SDK does; the reply appears in the messages later',
  root: 'message',
  body: { content: 'string', role: 'user|assistant|system?', file_ids: 'string[]?', metadata: 'json?', parent_id: 'string?' },
  returns: Message,
  stale: ['jarvis/entities/:id/conversations', 'jarvis/entities/:id/conversations/:context_unique_id/messages'],
})
export const sdkSendEntityMessageStream = op('POST jarvis/entities/:id/contexts/:context_unique_id/send_message_stream', {
  about: 'Say something to an entity the way the official SDK does and read its reply as it is written',
  root: 'message',
  body: question,
  streams: reply,
  stale: ['jarvis/entities/:id/conversations', 'jarvis/entities/:id/conversations/:context_unique_id/messages'],
})

/** A chat with an entity over the official SDK's routes; its list is the documented one. */
export const sdkEntityChat = { list: listEntityMessages, send: sdkSendEntityMessage, stream: sdkSendEntityMessageStream } as const
