import type { ActingStore } from './acting.ts'

interface Answering {
  readonly status: string
  readonly fetching: boolean
  readonly previous?: boolean
}

/** A store whose options said `keepPrevious`. */
interface Keeping {
  readonly keeps?: boolean
}

/**
 * The same store, for those who want to see the answer before until it has one of its own.
 *
 * @example
 * return options.keepPrevious ? keeping(store) : store
 */
export function keeping<Store extends object>(store: Store & { kept?: Store }): Store {
  // One for each store, so that whoever compares stores sees the same one; all but the mark is the store's own.
  return (store.kept ??= Object.assign(Object.create(store) as Store, { keeps: true }))
}

/**
 * What to show when an input has changed: the next store, and as long as that has no answer, what was shown before, marked `previous`,
 * with the next one's `fetching`. Without the option `keepPrevious`, or where nothing was shown, it is the next store itself.
 *
 * Bindings call it whenever their input changes; without a framework:
 *
 * @param shown what this function returned last, or the first store
 *
 * @example
 * $found = keepPrevious($found, collection(client, listEntities, { search }, { keepPrevious: true }))
 */
export function keepPrevious<State extends object, Actions extends object>(
  shown: ActingStore<State, Actions> | null | undefined,
  next: ActingStore<State, Actions>,
): ActingStore<State, Actions> {
  // A store without `status` never keeps.
  const answered = (store: { readonly value: State }): boolean => (store.value as unknown as Answering).status !== 'pending'
  if (shown && Object.getPrototypeOf(shown) === next) return shown
  if (!(next as Keeping).keeps || !shown || shown === next || answered(next) || !answered(shown)) return next
  let before: ActingStore<State, Actions> | null = shown
  let from: readonly State[] = []
  let last = next.value
  const value = (): State => {
    if (answered(next)) before = null
    if (!before || !answered(before)) return next.value
    // The same state for as long as neither store changes: whoever compares sees no change where there is none.
    if (from[0] !== before.value || from[1] !== next.value) {
      from = [before.value, next.value]
      const { fetching } = next.value as unknown as Answering
      const change = Object.getOwnPropertyDescriptors({ previous: true, fetching })
      // A spread would make what is made when it is first read. The fields are the state's own.
      last = Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(before.value), ...change }) as State
    }
    return last
  }
  const listen: typeof next.listen = (listener) => {
    // nanostores hands out objects as read only, which State is by itself.
    type Told = Parameters<typeof listener>[0]
    let told = value()
    const heard = (): void => {
      const was = told
      told = value()
      if (told !== was) listener(told as Told, was as Told)
      if (!before) offs.splice(1).forEach((off) => off())
    }
    const offs = [next.listen(heard)]
    if (before) offs.push(before.listen(heard))
    return () => offs.splice(0).forEach((off) => off())
  }
  const subscribe: typeof next.subscribe = (listener) => {
    listener(value() as Parameters<typeof listener>[0]) // as above
    return listen(listener)
  }
  // Everything else is the next store's own.
  return Object.defineProperties(Object.create(next) as ActingStore<State, Actions>, {
    value: { get: value },
    get: { value },
    listen: { value: listen },
    subscribe: { value: subscribe },
  })
}
