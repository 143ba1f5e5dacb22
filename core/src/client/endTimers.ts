import type { Platform } from './platform.ts'

/**
 * A platform whose timers end when `signal` aborts, and which starts none from then on. A server renders with a client a request:
 * what its stores would do later must not hold them.
 *
 * @example
 * const platform = endTimers(hostPlatform(), over.signal)
 */
export function endTimers(platform: Platform, signal: AbortSignal): Platform {
  const running = new Set<() => void>()
  const after: Platform['after'] = (ms, run) => {
    if (signal.aborted) return () => {}
    const stop = platform.after(ms, () => {
      running.delete(stop)
      run()
    })
    running.add(stop)
    return () => {
      running.delete(stop)
      stop()
    }
  }
  signal.addEventListener('abort', () => running.forEach((stop) => stop()))
  return { ...platform, after }
}
