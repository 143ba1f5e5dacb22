import type { Client } from '../client/createClient.ts'
import { writesOf } from '../client/writes.ts'
import type { Write } from '../client/writes.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'

/** A write that is not through. */
export type PendingWrite = Pick<Write, 'id' | 'operation' | 'input' | 'key' | 'status' | 'error' | 'at'>

/** All writes of a client that are not through, the oldest first: waiting, on their way, or refused. */
export interface WritesState {
  readonly writes: readonly PendingWrite[]
}

export interface WritesActions {
  /** Takes back a write that was not sent, and those that depend on it. False where it is too late. */
  cancel(id: string): boolean
  /** Sends a refused write once more. Resolves with the answer; rejects as the first try did. */
  retry(id: string): Promise<unknown>
  /** Forgets a refused write. */
  discard(id: string): void
}

export type WritesStore = ActingStore<WritesState, WritesActions>

/**
 * What the client still has to write, for everybody to see: a badge that counts, a list of what was refused with its input, its error
 * and a second try. Refused writes are kept until they are tried again or discarded, a hundred at most.
 *
 * @example
 * const $writes = writes(client)
 * $writes.subscribe(({ writes }) => showBadge(writes.length))
 */
export function writes(client: Client): WritesStore {
  const { $queue, cancel, retry, discard } = writesOf(client)
  return acting($queue, { cancel, retry, discard })
}
