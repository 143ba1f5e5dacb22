import type { ReadableAtom } from 'nanostores'
import { useCallback, useSyncExternalStore } from 'react'

/** A store of the page itself, live. */
export function useStore<T>(store: ReadableAtom<T>): T {
  const listen = useCallback((told: () => void) => store.listen(told), [store])
  const get = useCallback(() => store.get(), [store])
  return useSyncExternalStore(listen, get, get)
}
