import { searchAsYouType } from '@blockstate/core'
import type { Operation, Row, SearchActions, SearchInput, SearchOptions, SearchState } from '@blockstate/core'
import { useEffect, useMemo } from 'react'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'

/**
 * A search as it is typed, this component's own: `type` takes what stands in the box, `items` are what was found for it. The input narrows
 * the search; the options are those of the first render.
 *
 * @example
 * const { text, type, items, previous } = useSearch(search, { entity_type: 'book' })
 * return <input value={text} onChange={(event) => type(event.target.value)} />
 */
export function useSearch<O extends Operation>(
  operation: O,
  input: SearchInput<O>,
  options?: SearchOptions,
): SearchState<Row<O>> & SearchActions<SearchInput<O>> {
  const client = useClient()
  const found = useMemo(() => searchAsYouType(client, operation, input, options), [client, operation])
  // The same input again changes nothing.
  useEffect(() => found.narrow(input))
  return useStore(found)
}
