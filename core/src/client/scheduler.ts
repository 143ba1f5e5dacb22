import type { SessionState } from '../model/session.ts'
import { makesStale } from '../wire/key.ts'
import { dueIn } from './dueIn.ts'
import type { Platform } from './platform.ts'
import type { PollingTab } from './pollingTab.ts'
import type { ReadKeeper, ScheduledRead } from './scheduledRead.ts'
import { throttle } from './throttle.ts'

/** Coming back to the page or to the network refetches at most this often: 5 s. */
const CATCH_UP = 5_000

/** Focus, reconnect, interval, retry and invalidation in one place. */
export interface Scheduler {
  /** From now on the read is looked after. Returns the undo, after which nothing here holds it. */
  add(read: ScheduledRead): () => void
  /** Every read that lives: watched, or not for five minutes yet. Records that none of them shows are nobody's. */
  reads(): Iterable<ScheduledRead>
  /** A read began or ceased to be watched, or has another rhythm: its timer starts, stops or changes. */
  watched(read: ScheduledRead): void
  /** Somebody asks for a read that knows nothing. */
  asked(read: ScheduledRead): void
  /** A read came to its end, well or not. */
  settled(read: ScheduledRead): void
  /** From now on `keeper` hears of every read that is asked for or ends. Returns the undo. */
  keep(keeper: ReadKeeper): () => void
  /** From now on reads that want to be live hear of changes by this, which returns the undo. */
  follow(hear: (read: ScheduledRead) => () => void): void
  /** A write landed at these filled paths: reads it makes stale are refetched, those nobody watches when somebody does. */
  wrote(method: string, path: string, stale?: readonly string[]): void
  /** When that was last, in milliseconds since 1970; where it never was, when the scheduler was made: what was before is not known. */
  wroteAt(): number
  /** Every read forgets what it showed. */
  reset(): void
  /** Every watched read is fetched: somebody is signed in again. */
  resume(): void
  stop(): void
}

/**
 * One scheduler a client: one focus listener, one reconnect listener, and for each watched read with an interval or a failure behind it
 * one timer. Of the tabs that watch the same read with an interval, one polls (pollingTab.ts).
 *
 * @param app the app and its API, the same in every tab
 * @param session who is signed in
 * @param dropped called when a read is not looked after any more
 *
 * @example
 * const scheduler = createScheduler(hostPlatform(), 'app@https://api.23blocks.com/v1', () => keeper.$session.value)
 * scheduler.wrote('POST', 'jarvis/entities/e1/contexts')
 */
export function createScheduler(platform: Platform, app: string, session: () => SessionState, dropped = (): void => {}): Scheduler {
  const reads = new Set<ScheduledRead>()
  /** The undo of each read that hears of changes as they happen. */
  const following = new Map<ScheduledRead, () => void>()
  const timers = new Map<ScheduledRead, () => void>()
  let wroteAt = platform.now()
  let missed = false
  let met = false
  let stopped = false
  let tab: PollingTab | undefined
  let keeper: ReadKeeper | undefined
  let follow: ((read: ScheduledRead) => () => void) | undefined

  const awake = (): boolean => platform.visible() && platform.online()
  const refetchWatched = (): void => {
    for (const read of reads) if (read.watched()) read.refetch()
  }
  const catchUp = throttle(platform, CATCH_UP, () => {
    if (!awake()) return false
    for (const read of reads) {
      if (!read.watched()) continue
      if (missed || read.stale()) read.refetch()
      if (!timers.has(read)) plan(read)
    }
    missed = false
    return true
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

  /** Where several tabs may watch the same: what lets one of them poll. Loaded with the first interval; until then each polls for itself. */
  const meet = async ({ locks, channel, now }: Platform): Promise<void> => {
    if (met || !locks || !channel) return
    met = true
    const { createPollingTab, scopeOf } = await import('./pollingTab.ts')
    if (stopped) return
    const scope = (): string | null => scopeOf(app, session())
    const elected = (read: ScheduledRead): void => {
      if (awake() && read.watched() && read.stale()) read.refetch()
    }
    tab = createPollingTab({ locks, channel, now, scope, reads: () => reads, elected })
    reads.forEach(plan)
  }
  const plan = (read: ScheduledRead): void => {
    timers.get(read)?.()
    timers.delete(read)
    const watched = read.watched() && reads.has(read)
    if (watched && follow && read.live()) following.set(read, following.get(read) ?? follow(read))
    else {
      following.get(read)?.()
      following.delete(read)
    }
    const rhythm = watched ? read.rhythm() : null
    if (!rhythm?.interval) tab?.leave(read)
    else if (read.shared && platform.visible()) {
      tab?.join(read)
      meet(platform).catch(() => {}) // a part that cannot be loaded: each tab goes on polling for itself
    }
    const wait = rhythm && !read.reading() ? dueIn(rhythm, platform.random()) : null
    if (wait === null) return
    timers.set(
      read,
      platform.after(wait, () => {
        timers.delete(read)
        if (!platform.visible()) tab?.leave(read)
        if (!awake()) return
        if (read.rhythm().failures > 0 || !tab || tab.polls(read)) read.refetch()
        plan(read)
      }),
    )
  }

  return {
    add: (read) => {
      reads.add(read)
      return () => {
        reads.delete(read)
        dropped()
        plan(read)
      }
    },
    reads: () => reads,
    watched: plan,
    asked: (read) => keeper?.asked(read),
    keep: (next) => {
      keeper = next
      return () => {
        if (keeper === next) keeper = undefined
      }
    },
    settled: (read) => {
      keeper?.settled(read)
      if (read.rhythm().failures === 0) tab?.tell(read)
      plan(read)
    },
    follow: (hear) => {
      follow ??= hear
    },
    wrote: (method, path, stale = []) => {
      wroteAt = platform.now()
      for (const read of reads) {
        // What a declaration names is stale with all that lies below, whatever the method.
        if (!makesStale(method, path, read.path) && !stale.some((one) => makesStale('POST', one, read.path))) continue
        read.expire()
        if (read.watched()) read.refetch()
      }
    },
    wroteAt: () => wroteAt,
    reset: () => {
      tab?.leaveAll()
      reads.forEach((read) => {
        read.reset()
        plan(read)
      })
    },
    resume: refetchWatched,
    stop: () => {
      stopped = true
      undo.forEach((off) => off())
      tab?.leaveAll()
      for (const all of [timers, following]) {
        all.forEach((off) => off())
        all.clear()
      }
      reads.clear()
    },
  }
}
