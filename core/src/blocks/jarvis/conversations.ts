import { op, paged, patch, resource } from '../../declare/index.ts'
import { Message } from './messages.ts'

/** Written by `title`; `name` is what newer deployments call the same thing, and is read only. */
export const Conversation = resource('conversation', {
  title: 'string?',
  name: 'string!?',
  messages_count: 'integer!',
  status: 'active|archived!',
  agent_unique_id: 'uuid!?',
  user_unique_id: 'uuid!?',
})

export const listConversations = op('GET jarvis/conversations', {
  about: 'Page through conversations that belong to no entity and no identity',
  query: paged({ agent_unique_id: 'uuid?', user_unique_id: 'uuid?', status: 'string?' }),
  returns: [Conversation],
})
export const getConversation = op('GET jarvis/conversations/:id', {
  about: 'Read one conversation, without its messages',
  returns: Conversation,
})
export const createConversation = op('POST jarvis/conversations', {
  about: 'Start a conversation of its own',
  root: 'conversation',
  body: { title: 'string?', agent_unique_id: 'uuid?', user_unique_id: 'uuid?' },
  returns: Conversation,
  creates: Conversation,
})
export const updateConversation = op('PUT jarvis/conversations/:id', {
  about: 'Change fields of a conversation',
  body: Conversation,
  returns: Conversation,
})
export const renameConversation = op('PUT jarvis/conversations/:id/rename', {
  about: 'Give a conversation another title',
  body: { title: 'string' },
  returns: Conversation,
  patches: patch(Conversation, (_, { title }) => ({ title: String(title) })),
})
export const archiveConversation = op('PUT jarvis/conversations/:id/archive', {
  about: 'Put a conversation away',
  returns: Conversation,
  patches: patch(Conversation, () => ({ status: 'archived' })),
})
export const restoreConversation = op('PUT jarvis/conversations/:id/restore', {
  about: 'Bring an archived conversation back',
  returns: Conversation,
  patches: patch(Conversation, () => ({ status: 'active' })),
})
export const deleteConversation = op('DELETE jarvis/conversations/:id', {
  about: 'Delete a conversation and its messages',
  removes: Conversation,
})
export const listConversationMessages = op('GET jarvis/conversations/:id/messages', {
  about: 'Page through the messages of a conversation, oldest first',
  query: paged(),
  returns: [Message],
})
export const sendMessage = op('POST jarvis/conversations/:id/messages', {
  about: 'Add a message to a conversation; a reply to a user appears in its messages later',
  body: Message,
  returns: Message,
})
export const queryConversation = op('POST jarvis/conversations/:id/query', {
  about: 'Ask what was said in a conversation',
  body: { query: 'string' },
  returns: { answer: 'string', relevant_messages: [{ message_id: 'string', content: 'string', relevance_score: 'number' }] },
  reads: true,
})
