import type { ByteStore } from '../storage/openByteStore.ts'
import type { Database } from './openDatabase.ts'

/** Whose rows are read and written, and when: every request's context is one. A seed's is the tenant `demo`. */
export interface Place {
  readonly database: Database
  /** Where the bytes of files are kept, beside the database. */
  readonly bytes: ByteStore
  /** The app id: every row of every block belongs to exactly one. */
  readonly tenant: string
  /** Milliseconds since 1970; never `Date.now()`, so that tests own the clock. */
  now(): number
  /** A new UUID v4. */
  mint(): string
}
