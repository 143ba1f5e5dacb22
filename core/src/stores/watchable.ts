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
  let listeners = 0
  let stop: (() => void) | undefined
  let lingering: (() => void) | undefined

  $store.listen = (listener) => {
    const off = listen(listener)
    let gone = false
    listeners += 1
    lingering?.()
    lingering = undefined
    stop ??= start()
    return () => {
      off()
      if (gone) return
      gone = true
      listeners -= 1
      if (listeners > 0) return
      lingering = platform.after(LINGER, () => {
        stop?.()
        stop = undefined
      })
    }
  }
  return { $store, watched: () => stop !== undefined }
}
