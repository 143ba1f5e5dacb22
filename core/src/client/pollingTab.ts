import { isObject } from '../wire/json.ts'
import type { Channel, Locks } from './platform.ts'
import { restoreRead } from './restoreRead.ts'
import type { SavedRead, ScheduledRead } from './scheduledRead.ts'

export { scopeOf } from './scopeOf.ts'

/** Of what is told between tabs. Tabs of another version of this library are not understood, and do not understand. */
const VERSION = 1

/** Intervals without news after which a tab no longer believes that another one polls: it may be asleep with the lock in its hand. */
const PATIENCE = 2

/** What the tabs of one user tell each other. */
export interface Told {
  readonly version: typeof VERSION
  /** App, API and user: who may show it. */
  readonly scope: string
  /** The read's key. */
  readonly key: string
  /** What was read; `null` where the server refused: whoever shows the read had better ask for itself. */
  readonly read: SavedRead | null
}

/** The part of a tab that agrees with the others on who polls. */
export interface PollingTab {
  /** It watches a read with an interval in a page that is seen: it takes part, and will hear and be heard. */
  join(read: ScheduledRead): void
  /** It does not, or no longer. Another tab takes over. */
  leave(read: ScheduledRead): void
  /** May this tab poll? */
  polls(read: ScheduledRead): boolean
  /** A read ended: the others learn of it. */
  tell(read: ScheduledRead): void
  /** Another user, or none, is at the keyboard; or the client ends. */
  leaveAll(): void
}

/**
 * Lets one tab poll for all that watch the same read: the one that holds a lock in the name of app, API, user and read. What any of them
 * reads is told to the others, who show it without a request.
 *
 * @param scope app, API and user; `null` while it is not known who is signed in: then this tab polls for itself
 * @param reads those that live in this tab
 * @param elected this tab is the one that polls from now on
 *
 * @example
 * const tab = createPollingTab({ locks: navigator.locks, channel, scope: () => 'app@https://… u1', reads, elected, now: Date.now })
 */
export function createPollingTab({
  locks,
  channel,
  scope,
  reads,
  elected,
  now,
}: {
  locks: Locks
  channel: (name: string) => Channel
  scope: () => string | null
  reads: () => Iterable<ScheduledRead>
  elected: (read: ScheduledRead) => void
  now: () => number
}): PollingTab {
  const places = new Map<ScheduledRead, { readonly name: string; holds: boolean; readonly leave: () => void }>()
  let line: { readonly scope: string; readonly channel: Channel } | null = null

  const close = (): void => {
    line?.channel.close()
    line = null
  }
  const open = (name: string): void => {
    if (line?.scope === name) return
    leaveAll()
    const opened = { scope: name, channel: channel(`blockstate ${name}`) }
    line = opened
    opened.channel.onMessage((message) => {
      const told = readTold(message, name)
      // Told to the user of before, it may arrive after the change.
      if (!told || line !== opened || scope() !== name) return
      for (const read of reads()) {
        if (read.key !== told.key) continue
        if (told.read) restoreRead(read, told.read.saved, told.read.at)
        else if (read.watched() && !read.refused()) read.refetch()
      }
    })
  }
  const leave = (read: ScheduledRead): void => {
    places.get(read)?.leave()
    places.delete(read)
    if (places.size === 0) close()
  }
  const leaveAll = (): void => {
    places.forEach(({ leave: go }) => go())
    places.clear()
    close()
  }
  const join = (read: ScheduledRead): void => {
    const name = scope()
    if (name === null) return leave(read)
    open(name)
    if (places.has(read)) return
    const over = new AbortController()
    const place = { name, holds: false, leave: () => over.abort() }
    places.set(read, place)
    const holding = (): void => {
      if (over.signal.aborted) return
      place.holds = true
      elected(read)
    }
    locks
      .request(
        `blockstate ${name} ${read.key}`,
        { signal: over.signal },
        () =>
          new Promise((release) => {
            over.signal.addEventListener('abort', () => release())
            if (over.signal.aborted) release()
            // Later: what a listener of a store throws must not cost the lock.
            queueMicrotask(holding)
          }),
      )
      // Taken back, or no lock to be had in such a page: then each tab polls for itself.
      .catch(holding)
  }

  return {
    join,
    leave,
    leaveAll,
    polls: (read) => {
      const place = places.get(read)
      return !place || place.holds || isOverdue(read, now())
    },
    tell: (read) => {
      const saved = read.dump()
      const place = places.get(read)
      if (!place || place.name !== scope() || !(saved || read.refused())) return
      const told: Told = { version: VERSION, scope: place.name, key: read.key, read: read.refused() ? null : saved }
      line?.channel.post(told)
    },
  }
}

/**
 * Reads what another tab told. `null` for what is of another user, of another version, or not ours.
 *
 * @example
 * readTold({ version: 1, scope: 'app@https://… u1', key: 'query …', read: { at: 0, saved: {} } }, 'app@https://… u1')
 */
export function readTold(message: unknown, scope: string): Told | null {
  if (!isObject(message) || message['version'] !== VERSION || message['scope'] !== scope || typeof message['key'] !== 'string') return null
  const { key, read } = message
  if (read === null) return { version: VERSION, scope, key, read }
  const { at, saved } = isObject(read) ? read : {}
  return typeof at === 'number' ? { version: VERSION, scope, key, read: { at, saved } } : null
}

/** Has nothing been heard of the read for so long that whoever holds the lock must be asleep? */
export function isOverdue(read: Pick<ScheduledRead, 'rhythm' | 'readAt' | 'refused'>, now: number): boolean {
  const { interval } = read.rhythm()
  // A refusal is news too, and has no time.
  return interval !== null && !read.refused() && now - read.readAt() >= PATIENCE * interval
}
