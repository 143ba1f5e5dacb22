import type { Client } from '../client/createClient.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import type { ChatRoutes, ConversationActions, ConversationInput } from './conversationState.ts'
import { messageRows } from './messageRows.ts'
import { watchable } from './watchable.ts'

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
  const name = `keys ${rows.name}`
  // As for one message.
  const watched = client.stores.get(name) as MessageKeysStore | undefined
  if (watched) return watched
  const { $store } = watchable<ShownKeys>(client.platform, { keys: rows.keys() }, () => {
    const show = (): void => {
      const now = rows.keys()
      if (now !== $store.value.keys) $store.set({ keys: now })
    }
    const leave = rows.watch(null, show)
    // In a microtask: whoever starts watching while rendering must see the state it rendered with first.
    queueMicrotask(show)
    client.stores.set(name, store)
    return () => {
      leave()
      client.stores.delete(name)
    }
  })
  const store: MessageKeysStore = acting($store, rows.chat.actions)
  return store
}
