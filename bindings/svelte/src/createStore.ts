import { actionsOf } from '@blockstate/core'
import type { ActingStore } from '@blockstate/core'
import { untrack } from 'svelte'
import { createSubscriber } from 'svelte/reactivity'
import { toStore } from 'svelte/store'
import type { Readable } from 'svelte/store'

/** A Svelte store (`$chat.messages`) that runes read too (`chat.current.messages`), and the actions on it. */
export type Bound<State, Actions> = Readable<State> & { readonly current: State } & Actions

/**
 * What a store shows, and what can be done with it, following `pick` from store to store.
 *
 * @param pick is told the store it picked last
 *
 * It is watched while somebody reads it in a template or an effect, or subscribes.
 *
 * @example
 * const entity = createStore(() => query(client, getEntity, { id: selected }))
 */
export function createStore<State extends object, Actions extends object>(
  pick: (shown?: ActingStore<State, Actions>) => ActingStore<State, Actions>,
): Bound<State, Actions> {
  let followed: ActingStore<State, Actions> | undefined
  let follow = (): void => {}
  const current = (): State => {
    const store = pick(followed)
    if (store !== followed) {
      followed = store
      follow = createSubscriber((update) => store.listen(update))
    }
    follow()
    return store.value
  }
  // Made here, not on subscribing: it belongs to the component's script. Made where a template first reads it, inside an `{#if}`,
  // it would end with that block.
  const { subscribe } = untrack(() => toStore(current))
  return {
    ...actionsOf(() => untrack(() => pick(followed))),
    subscribe,
    get current() {
      return current()
    },
  }
}
