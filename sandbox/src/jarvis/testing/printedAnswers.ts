import * as jarvis from '@blockstate/core/jarvis'
import type { Operation } from '@blockstate/core/describe'

/** The ids that an address is filled with. */
export interface PrintedIds {
  readonly id: string
  readonly conv_id: string
}

/** One example of the API's pages about identities and entities: what is asked, what goes out, what comes back. Values are ours. */
export interface PrintedAnswer {
  readonly operation: Operation
  /** Besides the ids that its path names. */
  readonly input?: Readonly<Record<string, unknown>>
  /** The request's body. */
  readonly sent?: object
  readonly status: number
  readonly answer: object
}

const at = '2026-02-03T08:15:00Z'
const later = '2026-02-04T17:45:00Z'

function row(type: string, unique_id: string, attributes: object): object {
  return { id: unique_id, type, attributes: { unique_id, ...attributes } }
}

const person = { email: 'ines@example.com', display_name: 'Ines Alves', status: 'active' }
const newcomer = { email: 'jon@example.com', display_name: 'Jon Falk' }
const renamed = { display_name: 'Ines A.', metadata: { role: 'keeper' } }
const lock = { name: 'Canal Lock', entity_type: 'place', description: 'Two chambers, one keeper' }
const moved = { name: 'North Lock', description: 'Three chambers now' }
const note = { name: 'Opening hours', content: 'The lock opens at six and closes at nine.' }
const talk = { messages_count: 4, status: 'active', created_at: at }
const begun = { messages_count: 0, status: 'active', created_at: at }
const question = { role: 'user', content: 'When does the lock open?' }
const reply = { role: 'assistant', content: 'At six.' }

/** Every JSON example of the two pages that is an answer to a request that goes well. */
export const printedAnswers: Readonly<Record<string, PrintedAnswer>> = {
  'the list of identities': {
    operation: jarvis.listIdentities,
    input: { page: 1, per_page: 20 },
    status: 200,
    answer: {
      data: [row('identity', 'i-1', { ...person, created_at: at, updated_at: later })],
      meta: { totalPages: 3, totalRecords: 41 },
    },
  },
  'one identity': {
    operation: jarvis.getIdentity,
    status: 200,
    answer: { data: row('identity', 'i-1', { ...person, contexts_count: 1, conversations_count: 1, created_at: at }) },
  },
  'an identity that is registered': {
    operation: jarvis.registerIdentity,
    input: newcomer,
    sent: { user: newcomer },
    status: 201,
    answer: { data: row('identity', 'i-1', { ...newcomer, status: 'active', created_at: at }) },
  },
  'an identity that is changed': {
    operation: jarvis.updateIdentity,
    input: renamed,
    sent: { user: renamed },
    status: 200,
    answer: { data: row('identity', 'i-1', { ...renamed, updated_at: later }) },
  },
  'the contexts of an identity': {
    operation: jarvis.listIdentityContexts,
    status: 200,
    answer: { data: [row('context', 'x-1', { ...note, created_at: at })] },
  },
  'a context that an identity gets': {
    operation: jarvis.createIdentityContext,
    input: note,
    sent: { context: note },
    status: 201,
    answer: { data: row('context', 'x-1', { ...note, created_at: at }) },
  },
  'the conversations of an identity': {
    operation: jarvis.listIdentityConversations,
    input: { page: 1, per_page: 20 },
    status: 200,
    answer: { data: [row('conversation', 't-1', { title: 'Shifts', ...talk })], meta: { totalPages: 2, totalRecords: 31 } },
  },
  'a conversation that an identity begins': {
    operation: jarvis.createIdentityConversation,
    input: { title: 'Shifts' },
    sent: { conversation: { title: 'Shifts' } },
    status: 201,
    answer: { data: row('conversation', 't-1', { title: 'Shifts', ...begun }) },
  },
  'the messages of an identity': {
    operation: jarvis.listIdentityMessages,
    input: { page: 1, per_page: 50 },
    status: 200,
    answer: {
      data: [row('message', 'm-1', { ...question, created_at: at }), row('message', 'm-2', { ...reply, created_at: later })],
    },
  },
  'a message of an identity': {
    operation: jarvis.sendIdentityMessage,
    input: question,
    sent: { message: question },
    status: 201,
    answer: { data: row('message', 'm-3', { ...question, created_at: at }) },
  },
  'the content of an identity': {
    operation: jarvis.getIdentityContent,
    status: 200,
    answer: { data: [row('content', 'c-1', { title: 'Tide table', content_type: 'note', created_at: at })] },
  },
  'the list of entities': {
    operation: jarvis.listEntities,
    input: { page: 1, per_page: 20 },
    status: 200,
    answer: {
      data: [row('entity', 'e-1', { ...lock, status: 'active', created_at: at, updated_at: later })],
      meta: { totalPages: 4, totalRecords: 61 },
    },
  },
  'one entity': {
    operation: jarvis.getEntity,
    status: 200,
    answer: {
      data: row('entity', 'e-1', { ...lock, status: 'active', contexts_count: 1, conversations_count: 1, created_at: at }),
    },
  },
  'an entity that is created': {
    operation: jarvis.createEntity,
    input: lock,
    sent: { entity: lock },
    status: 201,
    answer: { data: row('entity', 'e-2', { ...lock, status: 'active', created_at: at }) },
  },
  'an entity that is changed': {
    operation: jarvis.updateEntity,
    input: moved,
    sent: { entity: moved },
    status: 200,
    answer: { data: row('entity', 'e-1', { ...moved, updated_at: later }) },
  },
  'the contexts of an entity': {
    operation: jarvis.listEntityContexts,
    status: 200,
    answer: { data: [row('context', 'x-2', { ...note, created_at: at })] },
  },
  'a context that an entity gets': {
    operation: jarvis.createEntityContext,
    input: note,
    sent: { context: note },
    status: 201,
    answer: { data: row('context', 'x-2', { ...note, created_at: at }) },
  },
  'the conversations of an entity': {
    operation: jarvis.listEntityConversations,
    input: { page: 1, per_page: 20 },
    status: 200,
    answer: { data: [row('conversation', 't-2', { title: 'Winter', ...talk })], meta: { totalPages: 1, totalRecords: 9 } },
  },
  'a conversation with an entity': {
    operation: jarvis.createEntityConversation,
    input: { title: 'Winter' },
    sent: { conversation: { title: 'Winter' } },
    status: 201,
    answer: { data: row('conversation', 't-2', { title: 'Winter', ...begun }) },
  },
  'the messages of an entity': {
    operation: jarvis.listEntityMessages,
    status: 200,
    answer: { data: [row('message', 'm-4', { ...question, created_at: at })] },
  },
  'a message to an entity': {
    operation: jarvis.sendEntityMessage,
    input: question,
    sent: { message: question },
    status: 201,
    answer: { data: row('message', 'm-5', { ...question, created_at: at }) },
  },
  'an answer from files': {
    operation: jarvis.queryEntityFiles,
    input: { query: 'When does the lock open?' },
    sent: { query: 'When does the lock open?' },
    status: 200,
    answer: {
      data: {
        answer: 'The lock opens at six.',
        sources: [{ file_id: 'f-1', file_name: 'hours.txt', relevance_score: 0.8, excerpt: 'The lock opens at six …' }],
      },
    },
  },
}

/** The events of a streamed reply, one after the other without a blank line. */
export const printedEvents: readonly object[] = [
  { type: 'token', content: 'At' },
  { type: 'token', content: ' six' },
  { type: 'done', message_id: 'm-6' },
]

/** What a record that is not there is answered with, by the kind that is not there. */
export const printedRefusal = (kind: string): object => ({
  errors: [{ status: '404', code: 'not_found', title: `${kind} Not Found`, detail: 'There is no such record.' }],
})
