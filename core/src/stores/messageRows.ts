import type { Client } from '../client/createClient.ts'
import type { Talk } from '../model/talk.ts'
import type { Message } from '../model/transcript.ts'
import type { Fields } from '../wire/request.ts'
import { deskOf } from './conversation.ts'
import type { ConversationStore } from './conversation.ts'
import type { ChatRoutes } from './conversationState.ts'

/** The messages of one conversation, each to be watched by itself. */
export interface MessageRows {
  /** Which conversation's. */
  readonly name: string
  readonly chat: ConversationStore
  /** The keys of what is shown, oldest first. The same list until one comes or goes. */
  keys(): readonly string[]
  message(key: string): Message | null
  /** Runs `run` when this message changes; without a key, when the list of keys does. Returns the undo. */
  watch(key: string | null, run: () => void): () => void
}

/**
 * The rows of a conversation, shared by all who watch one of them. A growing answer costs one look at it and one call of those who watch
 * it, however many messages there are and however many of them are watched.
 *
 * @example
 * const rows = messageRows(client, entityChat, { id, conv_id })
 * const leave = rows.watch(key, () => render(rows.message(key)))
 */
export function messageRows(client: Client, routes: ChatRoutes, input: Fields | null): MessageRows {
  const { store: chat, desk } = deskOf(client, routes, input, {})
  const name = `rows ${desk.key}`
  // The key names one kind of thing only.
  const known = client.stores.get(name) as MessageRows | undefined
  if (known?.chat === chat) return known

  const watchers = new Map<string | null, Set<() => void>>()
  let leave: (() => void) | undefined
  let seen: Talk | undefined
  let byKey = new Map<string, Message>()
  let keys: readonly string[] = []

  const tell = (key: string | null): void => watchers.get(key)?.forEach((run) => run())
  /** Looks at what changed since the last time, and hands out whose message it is. */
  const look = (): readonly (string | null)[] => {
    const { talk } = desk
    if (talk === seen) return []
    const before = seen
    seen = talk
    const { growing } = talk
    const changed: (string | null)[] = []
    if (before?.shown !== talk.shown) {
      const old = byKey
      byKey = new Map(talk.shown.map((message) => [message.key, message]))
      for (const key of watchers.keys()) if (key !== null && old.get(key) !== byKey.get(key) && key !== growing?.key) changed.push(key)
    }
    if (growing !== before?.growing) {
      if (growing) changed.push(growing.key)
      if (before?.growing && before.growing.key !== growing?.key && !changed.includes(before.growing.key)) changed.push(before.growing.key)
    }
    if (before?.shown !== talk.shown || before.growing?.key !== growing?.key) {
      const now = talk.messages.map(({ key }) => key)
      if (now.length !== keys.length || now.some((key, at) => key !== keys[at])) {
        keys = now
        changed.push(null)
      }
    }
    return changed
  }
  const rows: MessageRows = {
    name,
    chat,
    keys: () => {
      if (!leave) look()
      return keys
    },
    message: (key) => {
      if (!leave) look()
      const { growing } = desk.talk
      return growing?.key === key ? growing : (byKey.get(key) ?? null)
    },
    watch: (key, run) => {
      const runs = watchers.get(key) ?? new Set()
      watchers.set(key, runs.add(run))
      if (!leave) look()
      leave ??= chat.listen(() => look().forEach(tell))
      return () => {
        runs.delete(run)
        if (runs.size === 0) watchers.delete(key)
        if (watchers.size > 0) return
        leave?.()
        leave = undefined
      }
    },
  }
  client.stores.set(name, rows)
  return rows
}
