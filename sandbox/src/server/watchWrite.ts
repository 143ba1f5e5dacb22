import type { Operation } from '@blockstate/core/describe'
import type { Answer } from './answer.ts'
import type { RequestContext } from './context.ts'

/** A write that is about to be done: nothing has happened yet, and it may still be refused. */
export interface WriteCall {
  readonly operation: Operation
  readonly context: RequestContext
  /** As it was asked for, without the version: `crm/deals/d1`. */
  readonly path: string
  /** Path, query and body in one flat object, checked. */
  readonly input: Readonly<Record<string, unknown>>
}

/** Told of every write before it is done; what it answers is told once it is done and stored. Neither may throw. */
export type WatchWrite = (write: WriteCall) => Promise<(answer: Answer) => void>
