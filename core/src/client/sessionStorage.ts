import { readSessionRecord } from '../model/session.ts'
import type { SessionRecord } from '../model/session.ts'

/** What a storage knows besides its entries. The storages of the web know none of it. */
export interface SessionStorageExtras {
  /** Brings what `getItem` tells up to date: another page or process may have stored something since. */
  reload?(): Promise<void>
  /** Calls `run` when somebody else stored something. Returns the undo. */
  onChange?(run: () => void): () => void
  /** Says of what is stored from now on whether it outlives the tab. */
  remember?(long: boolean): void
  /** The server that renders the page reads the same entries, so that a page is hydrated as whoever is stored. */
  readonly rendered?: boolean
}

/** Where a session survives a reload: `localStorage`, `sessionStorage`, or anything shaped like them. */
export interface SessionStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
  readonly extras?: SessionStorageExtras
}

/** The one entry that a session is kept in. */
export interface StoredSession {
  /** What stood there when it was opened. */
  readonly first: SessionRecord | null
  /** What stands there now; `undefined` where that is what was last seen, or cannot be read: a broken or foreign entry is not obeyed. */
  news(): SessionRecord | null | undefined
  /** Where the storage is full or blocked, nothing is stored: the session lives as long as the page. */
  write(record: SessionRecord | null): void
}

/**
 * Opens the entry of a session. It never throws.
 *
 * @example
 * const stored = openStoredSession(localStorage, 'blockstate:demo@https://api.23blocks.com/v1')
 */
export function openStoredSession(storage: SessionStorage | null, key: string): StoredSession {
  const attempt = <T>(use: (storage: SessionStorage) => T): T | null => {
    try {
      return storage && use(storage)
    } catch {
      return null // documented: full or blocked
    }
  }
  const read = (): string | null => attempt((kept) => kept.getItem(key))
  const remove = (): void => void attempt((kept) => kept.removeItem(key))
  let seen = read()
  return {
    first: readSessionRecord(seen),
    news: () => {
      const text = read()
      if (text === seen) return undefined
      seen = text
      return text === null ? null : (readSessionRecord(text) ?? undefined)
    },
    write: (record) => {
      // What stood there is spent: where the new cannot be stored, it must not stay.
      if (!record || !attempt((kept) => (kept.setItem(key, JSON.stringify(record)), true))) remove()
      seen = read()
    },
  }
}
