import type { Client } from '../client/createClient.ts'
import { recordKey } from '../client/entities.ts'
import { writesOf } from '../client/writes.ts'
import type { Write } from '../client/writes.ts'
import type { RecordOf, Resource } from '../declare/index.ts'
import type { BlockstateError } from '../wire/error.ts'
import type { ActingStore } from './acting.ts'
import { watchedView } from './watchedView.ts'

/** One record as it is known now, and what is being done to it. */
export interface RecordState<T> {
  /** `null` while nothing is known of it, and where it is being removed. */
  readonly data: T | null
  /** What is not through yet: the record's creation, changes, or its removal. */
  readonly saving: 'create' | 'update' | 'remove' | null
  /** Why its latest write was refused, until that is tried again or discarded. */
  readonly error?: BlockstateError | undefined
}

export interface RecordActions {
  /** Sends its refused writes once more, in order. What comes of it stands in the store, so it never rejects. */
  retry(): Promise<void>
  /** Forgets its refused writes. */
  discard(): void
}

export type RecordStore<T> = ActingStore<RecordState<T>, RecordActions>

/**
 * One record of the table, wherever it was read: for a row that says "saving" and offers a second try. It fetches nothing; a query does.
 * Only its own changes are told, so a list of 10,000 such rows costs what changes.
 *
 * @param id the server's, or the one a creation made up: both lead to the same record
 *
 * @example
 * const $row = record(client, Entity, item.unique_id)
 * $row.subscribe(({ saving, error }) => mark(saving, error))
 */
export function record<R extends Resource>(client: Client, resource: R, id: string): RecordStore<RecordOf<R>> {
  const { entities } = client
  const { $queue, watch, retry, discard } = writesOf(client)
  const key = entities.rowOf(recordKey(resource.type, id))
  const mine = (status: 'failed' | 'open'): readonly Write[] =>
    $queue.value.writes.filter((write) => write.key === key && (write.status === 'failed') === (status === 'failed'))
  return watchedView(client, `record ${key}`, {
    look: (): RecordState<RecordOf<R>> => {
      const last = mine('open').at(-1)
      const saving = !last ? null : last.operation.declared.removes ? 'remove' : last.makes ? 'create' : 'update'
      // The table holds records under their type, as document.ts built them.
      const data = entities.seen(key) as RecordOf<R> | null
      return { data, saving, error: mine('failed').at(-1)?.error }
    },
    follow: (show) => {
      const off = [entities.watch([key], show), watch([key], show)]
      return () => off.forEach((leave) => leave())
    },
    actions: {
      retry: async () => {
        await Promise.allSettled(mine('failed').map((write) => retry(write.id)))
      },
      discard: () => mine('failed').forEach(({ id }) => discard(id)),
    },
  })
}
