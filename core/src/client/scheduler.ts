import { makesStale } from '../wire/key.ts'
import { dueIn } from './dueIn.ts'
import type { Rhythm } from './dueIn.ts'
import type { Platform } from './platform.ts'
import { throttle } from './throttle.ts'

/** Coming back to the page or to the network refetches at most this often: 5 s. */
const CATCH_UP = 5_000

/** What a read showed, and when it was read. */
export interface SavedRead {
  /** Milliseconds since 1970 when the read began. */
  readonly at: number
  /** Plain JSON, of the read's own kind. */
  readonly saved: unknown
}

/** A read somebody may be looking at. */
export interface ScheduledRead {
  /** Its kind, operation and input: the same in every tab. */
  readonly key: string
  /** Its filled path: what writes are compared with. */
  readonly path: string
  /** Is anybody looking? */
  watched(): boolean
  /** Is what it shows older than its stale time, or than its interval? */
  stale(): boolean
  /** What decides when it is read again by itself. */
  rhythm(): Rhythm
  /** Did the server refuse it when it was last read, for a reason that does not pass? */
  refused(): boolean
  /** The records it shows. */
  keys(): readonly string[]
  /** What it shows may be wrong from now on. */
  expire(): void
  refetch(): void
  /** Another user, or none, is at the keyboard: show nothing of before. */
  reset(): void
  /** What it shows, to be kept elsewhere; `null` where it shows nothing. */
  dump(): SavedRead | null
  /**
   * Shows what the same read dumped elsewhere, and counts as fresh from then on. False, and nothing done, where it knows something as
   * new, was found wrong since, is being read right now, or cannot read what was saved.
   */
  restore(saved: unknown, at: number): boolean
}

/** Focus, reconnect, interval, retry and invalidation in one place. */
export interface Scheduler {
  /** From now on the read is looked after. Returns the undo, after which nothing here holds it. */
  add(read: ScheduledRead): () => void
  /** Every read that lives: watched, or not for five minutes yet. Records that none of them shows are nobody's. */
  reads(): Iterable<ScheduledRead>
  /** A read began or ceased to be watched, or has another rhythm: its timer starts, stops or changes. */
  watched(read: ScheduledRead): void
  /** A read came to its end, well or not. */
  settled(read: ScheduledRead): void
  /** A write landed at these filled paths: reads it makes stale are refetched, those nobody watches when somebody does. */
  wrote(method: string, paths: readonly string[]): void
  /** When that was last, in milliseconds since 1970; `-Infinity` for never. */
  wroteAt(): number
  /** Every read forgets what it showed. */
  reset(): void
  /** Every watched read is fetched: somebody is signed in again. */
  resume(): void
  stop(): void
}

/**
 * One scheduler a client: one focus listener, one reconnect listener, and for each watched read with an interval or a failure behind it
 * one timer.
 *
 * @example
 * const scheduler = createScheduler(hostPlatform())
 * scheduler.wrote('POST', ['jarvis/entities/e1/contexts'])
 */
export function createScheduler(platform: Platform): Scheduler {
  const reads = new Set<ScheduledRead>()
  const timers = new Map<ScheduledRead, () => void>()
  let wroteAt = -Infinity
  let missed = false

  const awake = (): boolean => platform.visible() && platform.online()
  const refetchWatched = (): void => {
    for (const read of reads) if (read.watched()) read.refetch()
  }
  const catchUp = throttle(platform, CATCH_UP, () => {
    if (!awake()) return
    for (const read of reads) {
      if (!read.watched()) continue
      if (missed || read.stale()) read.refetch()
      if (!timers.has(read)) plan(read)
    }
    missed = false
  })
  // Nobody reads for a page nobody sees, nor into a dead network: whichever ends that asks again.
  const wake = (): void => {
    if (awake()) catchUp.ask()
  }
  const undo = [
    catchUp.cancel,
    platform.onFocus(wake),
    platform.onReconnect(() => {
      missed = true
      wake()
    }),
  ]

  const plan = (read: ScheduledRead): void => {
    timers.get(read)?.()
    timers.delete(read)
    const wait = read.watched() && reads.has(read) ? dueIn(read.rhythm(), platform.random()) : null
    if (wait === null) return
    timers.set(
      read,
      platform.after(wait, () => {
        timers.delete(read)
        if (!awake()) return
        read.refetch()
        plan(read)
      }),
    )
  }

  return {
    add: (read) => {
      reads.add(read)
      return () => {
        reads.delete(read)
        plan(read)
      }
    },
    reads: () => reads,
    watched: plan,
    settled: plan,
    wrote: (method, paths) => {
      wroteAt = platform.now()
      for (const read of reads) {
        if (!paths.some((path) => makesStale(method, path, read.path))) continue
        read.expire()
        if (read.watched()) read.refetch()
      }
    },
    wroteAt: () => wroteAt,
    reset: () => reads.forEach((read) => read.reset()),
    resume: refetchWatched,
    stop: () => {
      undo.forEach((off) => off())
      timers.forEach((off) => off())
      timers.clear()
      reads.clear()
    },
  }
}
