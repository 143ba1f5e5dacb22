import { atom } from 'nanostores'
import type { PreinitializedWritableAtom } from 'nanostores'
import type { Platform } from '../client/platform.ts'

/** How long after the last listener left a store still counts as watched: StrictMode and route changes come back at once. */
const LINGER = 1_000

/** An atom that knows whether anybody listens. */
export interface Watchable<T extends object> {
  readonly $store: PreinitializedWritableAtom<T>
  watched(): boolean
}

/**
 * A plain nanostores atom that calls `start` when its first listener comes and what `start` returned one second after its last left.
 *
 * nanostores' own `onMount` does this with the global clock and a timer for each `get()`; here the clock is the client's, and there is
 * one timer.
 *
 * @example
 * const { $store } = watchable(platform, { count: 0 }, () => { const off = listen(); return off })
 */
export function watchable<T extends object>(platform: Platform, initial: T, start: () => () => void): Watchable<T> {
  const $store = atom<T>(initial)
  const { listen } = $store
  // Reading is not watching: nanostores' own would mount the store for a moment, and fetch for whoever only looks (a server's render).
  $store.get = () => $store.value
  let stop: (() => void) | undefined
  let stay: (() => void) | undefined

  $store.listen = (listener) => {
    stay?.()
    const off = listen(listener)
    stop ??= start()
    return off
  }
  // nanostores calls this when the last listener has left.
  $store.off = () => {
    stay = platform.after(LINGER, () => {
      stop?.()
      stop = undefined
    })
  }
  return { $store, watched: () => !!stop }
}
