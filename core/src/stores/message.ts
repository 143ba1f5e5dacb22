import type { Client } from '../client/createClient.ts'
import type { Message } from '../model/transcript.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import type { ChatRoutes, ConversationInput } from './conversationState.ts'
import { messageRows } from './messageRows.ts'
import { watchable } from './watchable.ts'

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
  const name = `message ${key} ${rows.name}`
  // The key names one kind of store only. It is there while somebody watches: those who look on share it.
  const watched = client.stores.get(name) as MessageStore | undefined
  if (watched) return watched
  const { $store } = watchable<ShownMessage>(client.platform, { message: rows.message(key) }, () => {
    const show = (): void => {
      const now = rows.message(key)
      if (now !== $store.value.message) $store.set({ message: now })
    }
    const leave = rows.watch(key, show)
    // In a microtask: whoever starts watching while rendering must see the state it rendered with first.
    queueMicrotask(show)
    client.stores.set(name, store)
    return () => {
      leave()
      client.stores.delete(name)
    }
  })
  const store: MessageStore = acting($store, {})
  return store
}
