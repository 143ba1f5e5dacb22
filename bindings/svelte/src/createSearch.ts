import { searchAsYouType } from '@blockstate/core'
import type { Operation, Row, SearchActions, SearchInput, SearchOptions, SearchState } from '@blockstate/core'
import { onDestroy } from 'svelte'
import { toStore } from 'svelte/store'
import { createStore } from './createStore.ts'
import type { Bound } from './createStore.ts'
import { getClient } from './getClient.ts'
import { valueOf } from './valueOf.ts'
import type { MaybeThunk } from './valueOf.ts'

/**
 * A search as it is typed, this component's own: `type` takes what stands in the box, `items` are what was found for it. The input narrows
 * the search.
 *
 * @example
 * const found = createSearch(search, () => ({ entity_type: kind }))
 * const typed = (event) => found.type(event.target.value) // found.current.items, $found.items
 */
export function createSearch<O extends Operation>(
  operation: O,
  input: MaybeThunk<SearchInput<O>>,
  options?: SearchOptions,
): Bound<SearchState<Row<O>>, SearchActions<SearchInput<O>>> {
  const found = searchAsYouType(getClient(), operation, valueOf(input), options)
  onDestroy(toStore(() => valueOf(input)).subscribe(found.narrow))
  return createStore(() => found)
}
