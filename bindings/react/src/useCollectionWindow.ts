import { collectionWindow } from '@blockstate/core'
import type { CollectionInput, Operation, Row, WindowActions, WindowOptions, WindowState } from '@blockstate/core'
import { useClient } from './useClient.ts'
import { useKept } from './useKept.ts'
import { useStore } from './useStore.ts'

/**
 * A window on a long list, for virtual scrolling: `show(from, to)` says which rows are in sight, and only their pages are loaded. `null`
 * asks nothing yet.
 *
 * @example
 * const { items, keys, totalCount, show } = useCollectionWindow(listEntities, { per_page: 50 })
 * const scrolled = (first: number) => show(first, first + 40)
 */
export function useCollectionWindow<O extends Operation>(
  operation: O,
  input: CollectionInput<O> | null,
  options?: WindowOptions,
): WindowState<Row<O>> & WindowActions {
  return useStore(useKept(collectionWindow(useClient(), operation, input, options)))
}
