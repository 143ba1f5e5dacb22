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
    const end = (): void => {
      running.delete(end)
      stop()
    }
    const stop = platform.after(ms, () => {
      running.delete(end)
      run()
    })
    running.add(end)
    return end
  }
  signal.addEventListener('abort', () => running.forEach((end) => end()))
  return { ...platform, after }
}
