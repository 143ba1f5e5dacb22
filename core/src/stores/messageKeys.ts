import type { Client } from '../client/createClient.ts'
import type { Fields } from '../wire/request.ts'
import type { ActingStore } from './acting.ts'
import type { ChatRoutes, ConversationActions, ConversationInput } from './conversationState.ts'
import { messageRows } from './messageRows.ts'
import { watchedView } from './watchedView.ts'

/** Which messages are shown. */
export interface ShownKeys {
  /** Oldest first. The same list until a message comes or goes: a growing answer changes nothing here. */
  readonly keys: readonly string[]
}

export type MessageKeysStore = ActingStore<ShownKeys, ConversationActions>

/**
 * The keys of a conversation's messages, for lists whose rows watch a {@link message} each: such a list renders when a message comes or
 * goes, and at no token.
 *
 * @example
 * const $list = messageKeys(client, entityChat, { id, conv_id })
 * $list.subscribe(({ keys }) => renderRows(keys))
 */
export function messageKeys<R extends ChatRoutes>(client: Client, routes: R, input: ConversationInput<R> | null): MessageKeysStore {
  // ConversationInput's fields are the path parameters request.ts takes.
  const rows = messageRows(client, routes, input as Fields | null)
  const look = (): ShownKeys => ({ keys: rows.keys() })
  return watchedView(client, `keys ${rows.name}`, { look, follow: (show) => rows.watch(null, show), actions: rows.chat.actions })
}
