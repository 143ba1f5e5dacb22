import { endTimers } from '../client/endTimers.ts'
import type { Channel, Locks } from '../client/platform.ts'
import { virtualClock } from './virtualClock.ts'
import type { VirtualClock } from './virtualClock.ts'
import { virtualPlatform } from './virtualPlatform.ts'
import type { VirtualPlatform } from './virtualPlatform.ts'

/** A tab of a browser: a screen and a network of its own, the clock, the locks and the channels of all. */
export interface Tab extends VirtualPlatform {
  /** It is closed, or it crashed: its timers never run, its locks are free, its channels are silent. */
  close(): void
}

/** A browser whose clock the test owns. */
export interface SharedTabs extends Pick<VirtualClock, 'advance'> {
  open(): Tab
  /** The names of the locks that are held now. */
  held(): readonly string[]
  /** How many channels are open, in all tabs. */
  channels(): number
}

interface Place {
  readonly start: () => void
}

/**
 * Tabs of one browser with the same origin: Web Locks and broadcast channels in memory, as real ones behave. A lock is granted in the
 * order it was asked for; a message is copied, arrives later, and never where it was posted.
 *
 * @example
 * const browser = sharedTabs()
 * const left = testClient(server, { virtual: browser.open(), storage })
 * const right = testClient(server, { virtual: browser.open(), storage })
 * await browser.advance(10_000)
 */
export function sharedTabs(): SharedTabs {
  const clock = virtualClock()
  /** Who waits for each lock; the first holds it. */
  const queues = new Map<string, Place[]>()
  const channels = new Map<string, Set<(message: unknown) => void>>()

  const locksOf = (closed: AbortSignal): Locks => ({
    request: (name, { signal }, run) =>
      new Promise((resolve, reject) => {
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
            if (other !== deliver) queueMicrotask(() => open.has(other) && other(copy))
          }
        },
        onMessage: (run) => void listeners.push(run),
        close,
      }
    }

  return {
    open: () => {
      const closing = new AbortController()
      const virtual = virtualPlatform(clock)
      const { signal } = closing
      return {
        ...virtual,
        platform: { ...endTimers(virtual.platform, signal), locks: locksOf(signal), channel: channelOf(signal) },
        close: () => closing.abort(),
      }
    },
    advance: async (ms) => {
      // Clients load it when they first need it: no virtual time may pass meanwhile.
      await import('../client/pollingTab.ts')
      await clock.advance(ms)
    },
    held: () => [...queues.keys()],
    channels: () => [...channels.values()].reduce((count, open) => count + open.size, 0),
  }
}
