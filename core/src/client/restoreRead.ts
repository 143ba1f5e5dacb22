import { readSaved } from '../wire/readSaved.ts'
import type { ScheduledRead } from './scheduledRead.ts'

/**
 * Shows in a read what the same one showed elsewhere, in another tab or at an earlier visit, at `at` (milliseconds since 1970).
 *
 * @param saved its dump, as it came: what cannot be read is not obeyed
 * @param stale as for {@link ScheduledRead.restore}
 * @returns whether it is shown
 *
 * @example
 * restoreRead(read, JSON.parse(text), at)
 */
export function restoreRead(read: ScheduledRead, saved: unknown, at: number, stale = false): boolean {
  const sound = readSaved(saved)
  return sound !== null && read.restore(sound, at, stale)
}
