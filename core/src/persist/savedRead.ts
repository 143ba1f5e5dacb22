import type { SavedRead } from '../client/scheduledRead.ts'
import { isObject } from '../wire/json.ts'

/** What is stored of a read. */
export interface KeptRead extends SavedRead {
  /** The read's own key: its kind, operation and input. */
  readonly key: string
  /** The app's own version of what it shows. */
  readonly version: string
}

/**
 * Reads a stored read. `null` for anything else, and for what another version of the app stored: discarded, not obeyed.
 *
 * @example
 * readKeptRead({ key: 'query GET …', version: '1', at: 1767225600000, saved: { … } }, '1')
 */
export function readKeptRead(value: unknown, version: string): KeptRead | null {
  if (!isObject(value) || value['version'] !== version) return null
  const { key, at, saved } = value
  return typeof key === 'string' && typeof at === 'number' && Number.isFinite(at) ? { key, version, at, saved } : null
}

/** What deciding about room needs to know of an entry. */
export interface Sized {
  readonly bytes: number
  /** Milliseconds since 1970 when it was last shown or read. */
  readonly used: number
}

/**
 * What has to go so that the rest fits: the least recently used first.
 *
 * @example
 * overflow([{ bytes: 60, used: 1 }, { bytes: 60, used: 2 }], 100) // [{ bytes: 60, used: 1 }]
 */
export function overflow<E extends Sized>(entries: readonly E[], maxBytes: number): E[] {
  let bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0)
  const going: E[] = []
  for (const entry of entries.toSorted((a, b) => a.used - b.used)) {
    if (bytes <= maxBytes) break
    bytes -= entry.bytes
    going.push(entry)
  }
  return going
}
