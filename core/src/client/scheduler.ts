import { makesStale } from '../wire/key.ts'
import type { Platform } from './platform.ts'

/** Coming back to the page refetches at most this often. */
const FOCUS_THROTTLE = 5_000

/** A read somebody may be looking at. */
export interface ScheduledRead {
  /** Its filled path: what writes are compared with. */
  readonly path: string
  /** Is anybody looking? */
  watched(): boolean
  /** Is what it shows older than its stale time? */
  stale(): boolean
  /** What it shows may be wrong from now on. */
  expire(): void
  refetch(): void
  /** Another user, or none, is at the keyboard: show nothing of before. */
  reset(): void
  /** Milliseconds between refetches while watched; `null` for none. */
  interval(): number | null
}

/** Focus, reconnect, interval and invalidation in one place. */
export interface Scheduler {
  /** From now on the read is looked after. Returns the undo. */
  add(read: ScheduledRead): () => void
  /** A read began or ceased to be watched: its interval starts or stops. */
  watched(read: ScheduledRead): void
  /** A write landed at these filled paths: reads it makes stale are refetched, those nobody watches when somebody does. */
  wrote(method: string, paths: readonly string[]): void
  /** Every read forgets what it showed. */
  reset(): void
  /** Every watched read is fetched: somebody is signed in again. */
  resume(): void
  stop(): void
}

/**
 * One scheduler a client: one focus listener, one reconnect listener, a timer for each watched read with an interval.
 *
 * @example
 * const scheduler = createScheduler(hostPlatform())
 * scheduler.wrote('POST', ['jarvis/entities/e1/contexts'])
 */
export function createScheduler(platform: Platform): Scheduler {
  const reads = new Set<ScheduledRead>()
  const timers = new Map<ScheduledRead, () => void>()
  let lastFocus = Number.NEGATIVE_INFINITY

  const refreshStale = (): void => {
    for (const read of reads) if (read.watched() && read.stale()) read.refetch()
  }
  const undo = [
    platform.onFocus(() => {
      if (platform.now() - lastFocus < FOCUS_THROTTLE) return
      lastFocus = platform.now()
      refreshStale()
    }),
    platform.onReconnect(() => {
      for (const read of reads) if (read.watched()) read.refetch()
    }),
  ]

  const tick = (read: ScheduledRead): void => {
    timers.get(read)?.()
    timers.delete(read)
    const interval = read.interval()
    if (interval === null || !read.watched() || !reads.has(read)) return
    timers.set(
      read,
      platform.after(interval, () => {
        // Nobody polls for a page nobody sees, nor into a dead network; focus and reconnect catch up.
        if (platform.visible() && platform.online()) read.refetch()
        tick(read)
      }),
    )
  }

  return {
    add: (read) => {
      reads.add(read)
      return () => {
        reads.delete(read)
        tick(read)
      }
    },
    watched: tick,
    wrote: (method, paths) => {
      for (const read of reads) {
        if (!paths.some((path) => makesStale(method, path, read.path))) continue
        read.expire()
        if (read.watched()) read.refetch()
      }
    },
    reset: () => reads.forEach((read) => read.reset()),
    resume: () => {
      for (const read of reads) if (read.watched()) read.refetch()
    },
    stop: () => {
      undo.forEach((off) => off())
      timers.forEach((off) => off())
      timers.clear()
      reads.clear()
    },
  }
}
