import { record } from '@blockstate/core'
import type { RecordActions, RecordOf, RecordState, Resource } from '@blockstate/core'
import { toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'
import type { Bound } from './useStore.ts'

/**
 * One record as it is known now, whichever list showed it, and what is being done to it: a row that says "saving" and offers a second
 * try. It fetches nothing.
 *
 * @example
 * const { state, retry } = useRecord(Entity, () => props.item.unique_id)
 * const busy = computed(() => state.value.saving !== null)
 */
export function useRecord<R extends Resource>(resource: R, id: MaybeRefOrGetter<string>): Bound<RecordState<RecordOf<R>>, RecordActions> {
  const client = useClient()
  return useStore(() => record(client, resource, toValue(id)))
}
