import type { Operation } from '../declare/index.ts'
import type { Queued } from '../model/queue.ts'
import type { BlockstateError } from '../wire/error.ts'
import type { Fields } from '../wire/request.ts'

/** A write that is not through: not sent yet, on its way, or refused. */
export interface Write extends Queued {
  readonly operation: Operation
  /** As it was asked for. Ids made up here stand in it until it is sent. */
  readonly input: Fields
  /** The row it concerns; `null` where it concerns none that a client could know beforehand. */
  readonly key: string | null
  /** Milliseconds since 1970. */
  readonly at: number
  readonly error?: BlockstateError
  /** Whoever asked for it hears of every other try, and what comes of it. */
  readonly retried?: ((settled: Promise<unknown>) => void) | undefined
}

/** What a write says of itself, whatever record it concerns. */
export type WriteFacts = Pick<Write, 'id' | 'operation' | 'input' | 'needs' | 'backlog' | 'at' | 'held' | 'retried'>
