import type { Platform } from './platform.ts'

/**
 * `run` at most once every `ms` milliseconds: at once where the last is as long ago, else once when it is, however often it was asked.
 *
 * @param run returns false where there was nothing it could do: that counts for nothing
 * @returns asks for a run, and takes a planned one back: true where there was one
 *
 * @example
 * const { ask, cancel } = throttle(platform, 5_000, refetch)
 */
export function throttle({ now, after }: Platform, ms: number, run: () => boolean): { ask: () => void; cancel: () => boolean } {
  let last = -Infinity
  let planned: (() => void) | undefined
  const go = (): void => {
    planned = undefined
    if (run()) last = now()
  }
  return {
    ask: () => {
      if (planned) return
      const wait = Math.min(ms, last + ms - now()) // a clock that was set back makes nobody wait longer
      if (wait > 0) planned = after(wait, go)
      else go()
    },
    cancel: () => {
      const was = planned !== undefined
      planned?.()
      planned = undefined
      return was
    },
  }
}
