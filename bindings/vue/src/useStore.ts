import { actionsOf } from '@blockstate/core'
import type { ActingStore } from '@blockstate/core'
import { useStore as readStore } from '@nanostores/vue'
import { computed, effectScope, getCurrentScope, onScopeDispose, shallowRef, toRaw, watch } from 'vue'
import type { EffectScope, ShallowRef } from 'vue'

/** The state as a ref, whole and never deeply reactive, and the actions beside it. Take them apart: templates unwrap `state`. */
export type Bound<State, Actions> = { readonly state: Readonly<ShallowRef<State>> } & Actions

/**
 * What a store shows, and what can be done with it, following `pick` from store to store.
 *
 * The store of the moment is a computed: whoever reads the state after its input changed reads the new store's, in the same tick,
 * and an input half changed is never asked for.
 *
 * @param pick is told the store it picked last
 *
 * @example
 * const { state, refetch } = useStore(() => query(client, getEntity, { id: id.value }))
 */
export function useStore<State extends object, Actions extends object>(
  pick: (shown?: ActingStore<State, Actions>) => ActingStore<State, Actions>,
): Bound<State, Actions> {
  let scope: EffectScope | undefined
  let over = false
  const store = computed(pick)
  const read = computed(() => {
    const current = store.value
    scope?.stop()
    if (over) return shallowRef(current.value)
    scope = effectScope(true)
    // Never undefined: a scope made a line ago is active. The library's type is deeply readonly, which State is by itself.
    return scope.run(() => readStore(current)) as Readonly<ShallowRef<State>>
  })
  // Raw, since the library hands out deep proxies while developing: rows would equal nothing.
  const state = computed(() => toRaw(read.value.value))
  // Whoever takes the actions alone watches too.
  watch(read, () => {})
  if (getCurrentScope()) {
    onScopeDispose(() => {
      over = true
      scope?.stop()
    })
  }
  return { state, ...actionsOf(() => store.value) }
}
