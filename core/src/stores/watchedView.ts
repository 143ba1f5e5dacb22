import type { Client } from '../client/createClient.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import { watchable } from './watchable.ts'

/** What a view shows, and of what. */
export interface View<State extends object, Actions extends object> {
  /** How it looks now; the same fields each time. */
  look(): State
  /** Calls `show` whenever it may look different. Returns the undo. */
  follow(show: () => void): () => void
  readonly actions: Actions
}

/**
 * A store that shows a part of what the client holds elsewhere, and follows it while somebody watches. As long, all who ask for the name
 * get the same store; unwatched it costs nothing, for then the client does not know it. It tells only what is different.
 *
 * @param name begins with the kind of store, which no other kind begins with
 *
 * @example
 * watchedView(client, 'keys c1', { look: () => ({ keys: rows.keys() }), follow: (show) => rows.watch(null, show), actions: {} })
 */
export function watchedView<State extends object, Actions extends object>(
  { platform, stores }: Client,
  name: string,
  { look, follow, actions }: View<State, Actions>,
): ActingStore<State, Actions> {
  // The name is one kind of store's only.
  const watched = stores.get(name) as ActingStore<State, Actions> | undefined
  if (watched) return watched
  const { $store } = watchable<State>(platform, look(), () => {
    const show = (): void => {
      const now = look()
      // Both were made by the same function, with the same fields.
      const names = Object.keys(now) as (keyof State)[]
      if (names.some((field) => now[field] !== $store.value[field])) $store.set(now)
    }
    const leave = follow(show)
    stores.set(name, store)
    // In a microtask: whoever starts watching while rendering must see the state it rendered with first.
    queueMicrotask(show)
    return () => {
      leave()
      stores.delete(name)
    }
  })
  const store = acting($store, actions)
  return store
}
