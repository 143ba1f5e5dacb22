import { resource } from '../../declare/index.ts'

/** One turn of a conversation or thread. `metadata` is kept and echoed: a client's own id for the message travels in it. */
export const Message = resource('message', {
  role: 'user|assistant|system',
  content: 'string',
  metadata: 'json?',
})

/** What a message that asks for a streamed reply carries: it is the user's unless told otherwise. */
export const question = { content: 'string', role: 'user|assistant|system?', metadata: 'json?', file_ids: 'string[]?' } as const

/**
 * The pieces of a streamed reply. `done.message_id` is the stored assistant row, with what the reply rests on and what it took where the
 * server tells; `error` ends a reply that failed under way.
 */
export const reply = {
  token: { content: 'string' },
  done: { message_id: 'string', tokens_used: 'integer?', sources: 'json?' },
  error: { code: 'string?', message: 'string?' },
} as const
