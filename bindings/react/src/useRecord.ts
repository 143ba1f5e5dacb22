import { record } from '@blockstate/core'
import type { RecordActions, RecordOf, RecordState, Resource } from '@blockstate/core'
import { useMemo } from 'react'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'

/**
 * One record as it is known now, whichever list showed it, and what is being done to it: a row that says "saving" and offers a second
 * try. It fetches nothing.
 *
 * @example
 * const { saving, error, retry } = useRecord(Entity, item.unique_id)
 * return <li aria-busy={saving !== null}>{item.name} {error && <button onClick={retry}>Try again</button>}</li>
 */
export function useRecord<R extends Resource>(resource: R, id: string): RecordState<RecordOf<R>> & RecordActions {
  const client = useClient()
  return useStore(useMemo(() => record(client, resource, id), [client, resource, id]))
}
