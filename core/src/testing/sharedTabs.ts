import { endTimers } from '../client/endTimers.ts'
import type { Channel, Locks, Platform } from '../client/platform.ts'
import { virtualClock } from './virtualClock.ts'
import type { VirtualClock } from './virtualClock.ts'
import { virtualPlatform } from './virtualPlatform.ts'
import type { VirtualPlatform } from './virtualPlatform.ts'
import type { SessionStorage } from '../client/sessionStorage.ts'

/** A tab of a browser: a screen and a network of its own, the clock, the locks and the channels of all. */
export interface Tab extends VirtualPlatform {
  /** What this tab sees of the storage that all of them share. */
  readonly storage: SessionStorage
  /** It is closed, or it crashed: its timers never run, its locks are free, its channels are silent. */
  close(): void
}

/** A browser whose clock the test owns. */
export interface SharedTabs extends Pick<VirtualClock, 'advance'> {
  open(): Tab
  /** The names of the locks that are held now. */
  held(): readonly string[]
  /** How many channels are open in all tabs, of those whose names begin so. */
  channels(prefix?: string): number
}

interface Place {
  readonly start: () => void
}

/**
 * Tabs of one browser with the same origin: Web Locks, broadcast channels and a storage in memory, as real ones behave. A lock is granted
 * in the order it was asked for; a message is copied, arrives later, and never where it was posted. A tab sees at once what it stores
 * itself, and what others store a moment later, in the same order as all others.
 *
 * @param late milliseconds that the next message, or the next news of the storage, takes; at once unless said
 *
 * @example
 * const browser = sharedTabs()
 * const left = testClient(server, { virtual: browser.open(), storage })
 * const right = testClient(server, { virtual: browser.open(), storage })
 * await browser.advance(10_000)
 */
export function sharedTabs(late: () => number = () => 0): SharedTabs {
  const clock = virtualClock()
  /** Who waits for each lock; the first holds it. */
  const queues = new Map<string, Place[]>()
  const shared = new Map<string, string>()
  const views = new Set<(key: string, value: string | null, turn: number) => void>()
  let turns = 0
  const later = (run: () => void): void => {
    const ms = late()
    if (ms === 0) queueMicrotask(run)
    else clock.after(ms, run)
  }
  /** Some time from now, but not before what was sent earlier has come. */
  const inOrder = async (before: Promise<void>): Promise<void> => {
    await new Promise<void>((go) => later(go))
    await before
  }
  const channels = new Map<string, Set<(message: unknown) => void>>()

  const locksOf = (closed: AbortSignal): Locks => ({
    request: (name, { signal }, run) =>
      new Promise((resolve, reject) => {
        if (closed.aborted) return
        if (signal.aborted) return reject(signal.reason)
        const queue = queues.get(name) ?? []
        queues.set(name, queue)
        let held = false
        const leave = (): void => {
          const at = queue.indexOf(place)
          if (at < 0) return
          queue.splice(at, 1)
          if (at === 0) queue[0]?.start()
          if (queue.length === 0) queues.delete(name)
        }
        const place: Place = {
          start: () =>
            queueMicrotask(() => {
              if (!queue.includes(place)) return
              held = true
              run().then(resolve, reject).finally(leave)
            }),
        }
        signal.addEventListener('abort', () => {
          if (held) return
          leave()
          reject(signal.reason)
        })
        closed.addEventListener('abort', leave)
        if (queue.push(place) === 1) place.start()
      }),
  })
  const channelOf =
    (closed: AbortSignal) =>
    (name: string): Channel => {
      const open = channels.get(name) ?? new Set()
      channels.set(name, open)
      const listeners: ((message: unknown) => void)[] = []
      const deliver = (message: unknown): void => listeners.forEach((run) => run(message))
      const close = (): void => {
        open.delete(deliver)
        if (open.size === 0) channels.delete(name)
      }
      open.add(deliver)
      closed.addEventListener('abort', close)
      return {
        post: (message) => {
          if (!open.has(deliver)) return
          for (const other of open) {
            const copy: unknown = structuredClone(message)
            if (other !== deliver) later(() => open.has(other) && other(copy))
          }
        },
        onMessage: (run) => void listeners.push(run),
        close,
      }
    }

  /** News of one tab reach another in the order they were made; until its own are through, a tab sees those. */
  const storageOf = (closed: AbortSignal): { storage: SessionStorage; onStorage: Platform['onStorage'] } => {
    const seen = new Map(shared)
    /** How many of its own are on their way, and when the last of them went in. */
    const mine = new Map<string, { pending: number; turn: number }>()
    const listeners = new Set<(key: string | null) => void>()
    const show = (view: Map<string, string>, key: string, value: string | null): void =>
      void (value === null ? view.delete(key) : view.set(key, value))
    let arrived = Promise.resolve()
    let sent = Promise.resolve()
    const hear = (key: string, value: string | null, turn: number): void => {
      const before = arrived
      arrived = inOrder(before)
      void arrived.then(() => {
        const own = mine.get(key)
        if (closed.aborted || (own && (own.pending > 0 || turn < own.turn))) return
        show(seen, key, value)
        listeners.forEach((run) => run(key))
      })
    }
    views.add(hear)
    closed.addEventListener('abort', () => views.delete(hear))
    const store = (key: string, value: string | null): void => {
      if (closed.aborted || (seen.get(key) ?? null) === value) return
      show(seen, key, value)
      const own = mine.get(key) ?? { pending: 0, turn: 0 }
      mine.set(key, own)
      own.pending += 1
      const before = sent
      sent = inOrder(before)
      void sent.then(() => {
        own.pending -= 1
        own.turn = turns += 1
        show(shared, key, value)
        for (const view of views) if (view !== hear) view(key, value, own.turn)
      })
    }
    return {
      storage: { getItem: (key) => seen.get(key) ?? null, setItem: store, removeItem: (key) => store(key, null) },
      onStorage: (run) => {
        listeners.add(run)
        return () => listeners.delete(run)
      },
    }
  }

  return {
    open: () => {
      const closing = new AbortController()
      const virtual = virtualPlatform(clock)
      const { signal } = closing
      const { storage, onStorage } = storageOf(signal)
      return {
        ...virtual,
        storage,
        platform: { ...endTimers(virtual.platform, signal), locks: locksOf(signal), channel: channelOf(signal), onStorage },
        close: () => closing.abort(),
      }
    },
    advance: async (ms) => {
      // Clients load it when they first need it: no virtual time may pass meanwhile.
      await import('../client/pollingTab.ts')
      await import('../client/storageLease.ts')
      await import('../stores/chatTabs.ts')
      await import('../client/hearChanges.ts')
      await import('../client/sharedSocket.ts')
      await import('../client/socket.ts')
      await clock.advance(ms)
    },
    held: () => [...queues.keys()],
    channels: (prefix = '') => [...channels].reduce((count, [name, open]) => count + (name.startsWith(prefix) ? open.size : 0), 0),
  }
}
