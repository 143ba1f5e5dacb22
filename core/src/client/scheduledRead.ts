import type { Resource } from '../declare/index.ts'
import type { Saved } from '../wire/savedAnswer.ts'
import type { Rhythm } from './dueIn.ts'

/** What a read showed, and when it was read. */
export interface SavedRead {
  /** Milliseconds since 1970 when the read began. */
  readonly at: number
  /** Plain JSON, as {@link Saved} is. */
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
  /** Is it being read right now, or waiting to be? It settles then. */
  reading(): boolean
  /** Is what it shows older than its stale time, or than its interval? */
  stale(): boolean
  /** When what it shows was read, in milliseconds since 1970; `-Infinity` for nothing. */
  readAt(): number
  /** Can other tabs show what this one read? */
  readonly shared: boolean
  /** What decides when it is read again by itself. */
  rhythm(): Rhythm
  /** Did the server refuse it when it was last read, for a reason that does not pass? */
  refused(): boolean
  /** The records it shows. */
  keys(): readonly string[]
  /** The kind of record that it reads; `undefined` for what is no record. */
  readonly resource: Resource | undefined
  /** Does somebody want to hear of changes as they happen? */
  live(): boolean
  /** From now on changes are heard of, or are not: then it is read from time to time. */
  hears(changes: boolean): void
  /** What it shows may be wrong from now on. */
  expire(): void
  refetch(): void
  /** Another user, or none, is at the keyboard: show nothing of before. */
  reset(): void
  /** What it shows, to be kept elsewhere; `null` where it shows nothing. */
  dump(): SavedRead | null
  /**
   * Shows what the same read dumped elsewhere, and counts as fresh from then on. False, and nothing done, where it knows something as
   * new, was found wrong since, is being read right now, or shows more than was saved.
   *
   * @param stale it may have changed since, and nobody told: shown all the same, while it is read for the first time too, and read again
   */
  restore(saved: Saved, at: number, stale?: boolean): boolean
}

/** Keeps from one visit to the next what reads showed. */
export interface ReadKeeper {
  /** A read that knows nothing is asked for. */
  asked(read: ScheduledRead): void
  /** A read came to its end, well or not. */
  settled(read: ScheduledRead): void
}
