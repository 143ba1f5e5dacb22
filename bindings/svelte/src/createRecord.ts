import { record } from '@blockstate/core'
import type { RecordActions, RecordOf, RecordState, Resource } from '@blockstate/core'
import { createStore } from './createStore.ts'
import type { Bound } from './createStore.ts'
import { getClient } from './getClient.ts'
import { valueOf } from './valueOf.ts'
import type { MaybeThunk } from './valueOf.ts'

/**
 * One record as it is known now, whichever list showed it, and what is being done to it: a row that says "saving" and offers a second
 * try. It fetches nothing.
 *
 * @example
 * const row = createRecord(Entity, () => item.unique_id)
 * const busy = $derived(row.current.saving !== null)
 */
export function createRecord<R extends Resource>(resource: R, id: MaybeThunk<string>): Bound<RecordState<RecordOf<R>>, RecordActions> {
  const client = getClient()
  return createStore(() => record(client, resource, valueOf(id)))
}
