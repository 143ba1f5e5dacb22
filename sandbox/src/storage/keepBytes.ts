import type { Place } from '../database/place.ts'

/**
 * Keeps bytes and writes the rows that point to them, in one transaction. Where that throws, the bytes are gone again: no row ever
 * points to bytes that are not there, and nothing is left behind by a write that was refused.
 *
 * @example
 * const file = keepBytes(context, bytes, (key) => createRow(context, files, input, { bytes_key: key }))
 */
export function keepBytes<T>(place: Place, bytes: Uint8Array, write: (key: string) => T): T {
  const key = place.mint()
  place.bytes.put(key, bytes)
  try {
    return place.database.transaction(() => write(key))
  } catch (error) {
    place.bytes.remove(key)
    throw error
  }
}

/**
 * Runs a transaction that answers which bytes nothing points to any more, and lets go of them when it is through.
 *
 * @example
 * dropBytes(context, () => { removeRow(context, files, id); return keys })
 */
export function dropBytes(place: Place, remove: () => readonly string[]): void {
  for (const key of place.database.transaction(remove)) place.bytes.remove(key)
}
