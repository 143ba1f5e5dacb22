import { op, paged, patch, resource } from '../declare/index.ts'

/** Where messages are published. `unread_count` is the caller's own. */
export const Channel = resource('channel', {
  name: 'string',
  description: 'string|null?',
  channel_type: 'public|private|direct?',
  members: 'uuid[]?',
  metadata: 'json?',
  member_count: 'integer!?',
  online_count: 'integer!?',
  last_message: 'json|null!?',
  unread_count: 'integer!?',
  last_seq: 'integer!?',
  status: 'active|archived!?',
})

export const ChannelSubscription = resource('channel_subscription', {
  channel_unique_id: 'uuid!',
  user_unique_id: 'uuid!',
  role: 'owner|admin|member|moderator!',
  last_read_at: 'timestamp|null!?',
  joined_at: 'timestamp!?',
})

/** What was published. `seq` counts in its channel, without gaps; order and catch up by it. */
export const ChannelMessage = resource(
  'realtime:message',
  {
    content: 'string',
    event: 'string?',
    message_type: 'text|image|file|system|rich?',
    attachments: 'json[]?',
    metadata: 'json?',
    idempotency_key: 'string|null?',
    expires_at: 'timestamp|null?',
    channel_unique_id: 'uuid!?',
    sender_id: 'uuid!?',
    sender_role: 'user|assistant|system!?',
    status: 'sent|delivered!?',
    edited: 'boolean!?',
    edited_at: 'timestamp|null!?',
    read_by: 'uuid[]!?',
    seq: 'integer!?',
  },
  { root: 'message' },
)

export const Presence = resource('presence', {
  user_unique_id: 'uuid!',
  display_name: 'string!',
  status: 'online|away|busy|offline!',
  status_message: 'string|null!?',
  last_seen_at: 'timestamp|null!?',
  connections: 'integer!?',
})

export const listChannels = op('GET realtime/channels', {
  about: "Page through public channels and the caller's own, the liveliest first",
  query: paged({ channel_type: 'string?', status: 'string?', search: 'string?', has_unread: 'boolean?' }),
  returns: [Channel],
})
export const getChannel = op('GET realtime/channels/:id', { about: 'Read one channel', returns: Channel })
export const createChannel = op('POST realtime/channels', { about: 'Create a channel and join it', body: Channel, returns: Channel })
export const subscribeChannel = op('POST realtime/channels/:id/subscriptions', {
  about: 'Join a channel, or as its owner let somebody join',
  root: 'subscription',
  body: { user_unique_id: 'uuid?' },
  returns: ChannelSubscription,
  stale: ['realtime/channels/:id/presence'],
})
export const unsubscribeChannel = op('DELETE realtime/channels/:id/subscriptions', {
  about: 'Leave a channel',
  stale: ['realtime/channels/:id/presence'],
})
export const getPresence = op('GET realtime/channels/:id/presence', {
  about: 'List the members of a channel and who of them is there',
  returns: [Presence],
})
export const getChannelHistory = op('GET realtime/channels/:id/messages', {
  about: 'Page through the messages of a channel, the latest first; `before` and `after` are sequence numbers',
  query: paged({ before: 'integer?', after: 'integer?' }),
  returns: [ChannelMessage],
})
export const publishMessage = op('POST realtime/channels/:id/messages', {
  about: 'Publish a message to a channel; the same key publishes once',
  body: ChannelMessage,
  returns: ChannelMessage,
  ordered: true,
  idempotent: 'idempotency_key',
})
export const markChannelRead = op('PUT realtime/channels/:id/read', {
  about: 'Note how far the caller has read; all of it unless told otherwise',
  body: { up_to_seq: 'integer?' },
  returns: Channel,
  patches: patch(Channel, ({ last_seq = 0 }, input) => ({
    unread_count: typeof input['up_to_seq'] === 'number' ? Math.max(0, last_seq - input['up_to_seq']) : 0,
  })),
})
export const sendDirectMessage = op('POST realtime/direct_messages', {
  about: 'Send a message to one user; the first one opens their channel',
  root: 'message',
  body: {
    recipient_unique_id: 'uuid',
    content: 'string',
    message_type: 'text|image|file|system|rich?',
    attachments: 'json[]?',
    metadata: 'json?',
    idempotency_key: 'string?',
  },
  returns: ChannelMessage,
  idempotent: 'idempotency_key',
  stale: ['realtime/channels'],
})
export const createSocketToken = op('POST realtime/ws_tokens', {
  about: "Get a token that opens the caller's socket once, within a minute, and where to open it",
  returns: {
    token: 'string',
    ws_url: 'string',
    user_unique_id: 'uuid',
    device_id: 'string|null',
    expires_at: 'timestamp',
    created_at: 'timestamp',
  },
  optimistic: false,
})
