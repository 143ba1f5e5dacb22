import type { Fields } from '../wire/request.ts'

/** What a write settles in one record. */
export interface Acknowledgement {
  /** The patches it settles; none for a write that showed nothing beforehand. */
  readonly seqs?: readonly number[]
  /** What the answer told of the record. */
  readonly answered: Fields
  /** The ticket the write took when it was sent. */
  readonly began?: number
  /** What it wrote to this very record. */
  readonly written?: Fields
  /** Its own ticket, where an earlier visit had the answer. */
  readonly at?: number
  /** Somebody else wrote it. */
  readonly heard?: boolean
}
