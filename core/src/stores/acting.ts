import type { ReadableAtom } from 'nanostores'

/** A store that can be acted on. The actions stand on the store, and together in `actions` for whoever hands them on. */
export type ActingStore<State extends object, Actions extends object> = ReadableAtom<State> &
  Readonly<Actions> & {
    readonly value: State
    /** What it shows before anything is known: what a server renders, and a page while it is hydrated. */
    readonly init: State
    readonly actions: Actions
  }

/**
 * Gives a store its actions.
 *
 * @example
 * const $count = acting(atom({ count: 0 }), { up: () => $count.set({ count: $count.value.count + 1 }) })
 * $count.up() // the same as $count.actions.up()
 */
export function acting<State extends object, Actions extends object>(
  $store: ReadableAtom<State> & { readonly value: State },
  actions: Actions,
): ActingStore<State, Actions> {
  // nanostores types `init` as perhaps missing; a store that has a value was made with one.
  return Object.assign($store, actions, { actions }) as ActingStore<State, Actions>
}

/**
 * Actions that always reach the store of the moment: for bindings whose input may change while the functions they hand out stay.
 *
 * @example
 * const { send } = actionsOf(() => conversation(client, entityChat, { id, conv_id: selected() }))
 */
export function actionsOf<Actions extends object>(current: () => { readonly actions: Actions }): Actions {
  type Action = (...args: unknown[]) => unknown
  // Every member of an actions object is a function; each is called with what its namesake is called with.
  const names = Object.keys(current().actions) as (keyof Actions)[]
  return Object.fromEntries(names.map((name) => [name, (...args: unknown[]) => (current().actions[name] as Action)(...args)])) as Actions
}
