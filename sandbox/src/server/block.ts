import type { Place } from '../database/place.ts'
import type { Link } from '../storage/link.ts'
import type { Handled } from './handle.ts'

/** One block of the API as the sandbox serves it. */
export interface Block {
  /** The first segment of its routes: `jarvis`. */
  readonly name: string
  /** The declarations: the module `@blockstate/core/<name>`. Those without a handler are answered 501. */
  readonly operations: object
  readonly handlers: readonly Handled[]
  /** Its tables, step by step. Append only: a step that has been released is never changed. Every table has a column `tenant`. */
  readonly migrations: readonly string[]
  /** Addresses its records link to, where bytes are served. */
  readonly links?: readonly Link[]
  /** Demo data for a fresh database: the tenant `demo`, in one transaction with all other seeds. */
  readonly seed?: (place: Place) => void
}
