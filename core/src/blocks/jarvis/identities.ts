import { count, op, paged, resource } from '../../declare/index.ts'
import { Context } from './contexts.ts'
import { Conversation } from './conversations.ts'
import { Message } from './messages.ts'

/** A user as the AI block knows them, under the id the caller chose. Wrapped in `user` when written. */
export const Identity = resource(
  'identity',
  {
    email: 'email',
    display_name: 'string?',
    status: 'active|inactive!',
    metadata: 'json?',
    contexts_count: 'integer!?',
    conversations_count: 'integer!?',
  },
  { root: 'user' },
)

/** Something of the user's that answers may draw on: a note, an article, a link. */
export const Content = resource('content', { title: 'string!', content_type: 'string!' })

export const listIdentities = op('GET jarvis/identities', {
  about: 'Page through registered users',
  query: paged({ status: 'string?', search: 'string?' }),
  returns: [Identity],
})
export const getIdentity = op('GET jarvis/identities/:id', { about: 'Read one user and their counters', returns: Identity })
export const registerIdentity = op('POST jarvis/identities/:id/register', {
  about: 'Register a user under an id the caller chose; an id in use is refused',
  body: Identity,
  returns: Identity,
  optimistic: false,
})
export const updateIdentity = op('PUT jarvis/identities/:id', {
  about: "Change a user's name, e-mail or metadata",
  body: Identity,
  returns: Identity,
})
export const getIdentityContent = op('GET jarvis/identities/:id/content', { about: "List a user's content", returns: [Content] })

export const listIdentityContexts = op('GET jarvis/identities/:id/contexts', { about: 'List all contexts of a user', returns: [Context] })
export const createIdentityContext = op('POST jarvis/identities/:id/contexts', {
  about: 'Keep a named text about a user',
  body: Context,
  returns: Context,
  besides: [count(Identity, 'contexts_count', 'id')],
})

export const listIdentityConversations = op('GET jarvis/identities/:id/conversations', {
  about: "Page through a user's conversations",
  query: paged(),
  returns: [Conversation],
})
export const createIdentityConversation = op('POST jarvis/identities/:id/conversations', {
  about: 'Start a conversation for a user',
  body: Conversation,
  returns: Conversation,
  besides: [count(Identity, 'conversations_count', 'id')],
})
export const listIdentityMessages = op('GET jarvis/identities/:id/conversations/:conv_id/messages', {
  about: "Page through the messages of a user's conversation, oldest first",
  query: paged(),
  returns: [Message],
})
export const sendIdentityMessage = op('POST jarvis/identities/:id/conversations/:conv_id/messages', {
  about: "Add a message to a user's conversation; the reply appears in its messages later",
  body: Message,
  returns: Message,
})

/** Everything a chat of a user needs. The API streams no replies here: they are found in the list. */
export const identityChat = { list: listIdentityMessages, send: sendIdentityMessage } as const
