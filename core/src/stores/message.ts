import type { Client } from '../client/createClient.ts'
import type { Message } from '../model/transcript.ts'
import type { Fields } from '../wire/request.ts'
import type { ActingStore } from './acting.ts'
import type { ChatRoutes, ConversationInput } from './conversationState.ts'
import { messageRows } from './messageRows.ts'
import { watchedView } from './watchedView.ts'

/** One message; `null` where none of this key is shown. */
export interface ShownMessage {
  readonly message: Message | null
}

export type MessageStore = ActingStore<ShownMessage, object>

/**
 * One message of a conversation, by its key: for lists so long that a row must not be asked whether it changed. While an answer grows,
 * its own store is told and no other.
 *
 * @param key of {@link messageKeys}, or a message's own
 *
 * @example
 * const $row = message(client, entityChat, { id, conv_id }, key)
 * $row.subscribe(({ message }) => write(message?.content ?? ''))
 */
export function message<R extends ChatRoutes>(client: Client, routes: R, input: ConversationInput<R> | null, key: string): MessageStore {
  // ConversationInput's fields are the path parameters request.ts takes.
  const rows = messageRows(client, routes, input as Fields | null)
  const look = (): ShownMessage => ({ message: rows.message(key) })
  return watchedView(client, `message ${key} ${rows.name}`, { look, follow: (show) => rows.watch(key, show), actions: {} })
}
