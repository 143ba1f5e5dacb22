import type { ReadableAtom } from 'nanostores'
import type { ActingStore } from './acting.ts'

/**
 * A store that shows what is made of another's state: watched, it watches the other. The same state is made once, so that whoever compares
 * sees no change where there is none.
 *
 * @example
 * const $name = mapped($entity, ({ data }) => ({ name: data?.name ?? '' }))
 */
export function mapped<State extends object, Shown extends object>(
  $store: ActingStore<State, object>,
  make: (state: State) => Shown,
): ReadableAtom<Shown> & { readonly value: Shown } {
  let from = $store.value
  let last = make(from)
  const value = (): Shown => {
    if (from !== $store.value) {
      from = $store.value
      last = make(from)
    }
    return last
  }
  type Mapped = ReadableAtom<Shown> & { readonly value: Shown }
  // nanostores hands out objects as read only, which Shown is by itself.
  type Told = Parameters<Parameters<Mapped['listen']>[0]>[0]
  const listen: Mapped['listen'] = (listener) => {
    let was = value()
    return $store.listen(() => {
      const before = was
      was = value()
      if (was !== before) listener(was as Told, before as Told)
    })
  }
  const subscribe: Mapped['subscribe'] = (listener) => {
    listener(value() as Told)
    return listen(listener)
  }
  // Everything else is the other store's own.
  return Object.defineProperties(Object.create($store) as Mapped, {
    init: { value: last },
    value: { get: value },
    get: { value },
    listen: { value: listen },
    subscribe: { value: subscribe },
  })
}
