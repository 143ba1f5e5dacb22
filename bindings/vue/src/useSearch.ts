import { searchAsYouType } from '@blockstate/core'
import type { Operation, Row, SearchActions, SearchInput, SearchOptions, SearchState } from '@blockstate/core'
import { toValue, watch } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'
import type { Bound } from './useStore.ts'

/**
 * A search as it is typed, this component's own: `type` takes what stands in the box, `items` are what was found for it. The input narrows
 * the search.
 *
 * @example
 * const { state, type } = useSearch(search, () => ({ entity_type: kind.value }))
 * const typed = (event) => type(event.target.value) // state.items, state.previous
 */
export function useSearch<O extends Operation>(
  operation: O,
  input: MaybeRefOrGetter<SearchInput<O>>,
  options?: SearchOptions,
): Bound<SearchState<Row<O>>, SearchActions<SearchInput<O>>> {
  const found = searchAsYouType(useClient(), operation, toValue(input), options)
  watch(() => toValue(input), found.narrow, { deep: true })
  return useStore(() => found)
}
