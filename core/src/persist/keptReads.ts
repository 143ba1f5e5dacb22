import { restoreRead } from '../client/restoreRead.ts'
import type { ScheduledRead } from '../client/scheduledRead.ts'
import { readKey } from './place.ts'
import { overflow, readKeptRead } from './savedRead.ts'
import type { KeptRead, Sized } from './savedRead.ts'
import type { Entry, Shelf } from './shelf.ts'

/** What one user's reads showed, here and on the shelf. */
export interface KeptReads {
  /** Takes in what an earlier visit stored, as far as it is sound and not too old. */
  load(entries: readonly Entry[]): void
  /** Shows in a read what is kept of it. */
  offer(read: ScheduledRead): void
  /** A read came to its end: it will be saved. */
  ended(read: ScheduledRead): void
  /** Saves what ended since. */
  save(): void
  /** When the oldest of what is kept was read, in milliseconds since 1970; `Infinity` for nothing. */
  oldest(): number
  /** Forgets all, and says where it stands. */
  give(): readonly string[]
}

export interface KeepReadsOptions {
  /** The app's own version of what its reads show. */
  readonly version: string
  /** UTF-8 bytes of all kept reads together. */
  readonly maxBytes: number
  /** Milliseconds. */
  readonly maxAge: number
  /** May the read at this filled path be kept? */
  readonly reads: (path: string) => boolean
}

/**
 * Keeps a user's reads: each in an entry of its own, the least recently used dropped where they need too much room.
 *
 * @param user what the user's keys begin with
 *
 * @example
 * const reads = keepReads(shelf, place.user, Date.now, { version: '1', maxBytes: 5e6, maxAge: 7 * 86_400_000, reads: () => true })
 */
export function keepReads(
  shelf: Shelf,
  user: string,
  now: () => number,
  { version, maxBytes, maxAge, reads }: KeepReadsOptions,
): KeptReads {
  const kept = new Map<string, KeptRead & Sized & { readonly place: string }>()
  const due = new Set<ScheduledRead>()

  const drop = (key: string): void => {
    const entry = kept.get(key)
    if (entry) shelf.remove(entry.place)
    kept.delete(key)
  }
  const fit = (): void => {
    for (const { key } of overflow([...kept.values()], maxBytes)) drop(key)
  }
  const saveOne = (read: ScheduledRead): void => {
    // Whoever may not see it any more shall not see what it was.
    if (read.refused()) return drop(read.key)
    const { key } = read
    const dumped = reads(read.path) ? read.dump() : null
    if (!dumped || dumped.saved == null || dumped.at === kept.get(key)?.at) return
    const entry: KeptRead = { key, version, ...dumped }
    const text = JSON.stringify(entry)
    const bytes = bytesOf(text)
    if (bytes > maxBytes) return drop(key)
    const place = readKey(user, key)
    kept.set(key, { ...entry, bytes, used: now(), place })
    shelf.put(place, text)
  }

  return {
    load: (entries) => {
      for (const [place, value] of entries) {
        const entry = readKeptRead(value, version)
        if (entry && now() - entry.at < maxAge)
          kept.set(entry.key, { ...entry, bytes: bytesOf(JSON.stringify(value)), used: entry.at, place })
        else shelf.remove(place)
      }
      fit()
    },
    offer: (read) => {
      const entry = kept.get(read.key)
      if (!entry) return
      if (read.refused() || !reads(read.path) || now() - entry.at >= maxAge) return drop(read.key)
      try {
        if (restoreRead(read, entry.saved, entry.at, true)) kept.set(read.key, { ...entry, used: now() })
      } catch {
        drop(read.key) // it cannot be shown: a broken entry is no reason not to read
      }
    },
    ended: (read) => void due.add(read),
    save: () => {
      for (const read of due) saveOne(read)
      due.clear()
      fit()
    },
    oldest: () => Math.min(...[...kept.values()].map(({ at }) => at)),
    give: () => {
      const places = [...kept.values()].map(({ place }) => place)
      kept.clear()
      return places
    },
  }
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}
