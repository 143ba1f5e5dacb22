import { collectionWindow, keepPrevious } from '@blockstate/core'
import type { CollectionInput, Operation, Row, WindowActions, WindowOptions, WindowState } from '@blockstate/core'
import { toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'
import type { Bound } from './useStore.ts'

/**
 * A window on a long list, for virtual scrolling: `show(from, to)` says which rows are in sight, and only their pages are loaded. `null`
 * asks nothing yet.
 *
 * @example
 * const { state, show } = useCollectionWindow(listEntities, { per_page: 50 })
 * const scrolled = (first: number) => show(first, first + 40)
 */
export function useCollectionWindow<O extends Operation>(
  operation: O,
  input: MaybeRefOrGetter<CollectionInput<O> | null>,
  options?: WindowOptions,
): Bound<WindowState<Row<O>>, WindowActions> {
  const client = useClient()
  return useStore((shown) => keepPrevious(shown, collectionWindow(client, operation, toValue(input), options)))
}
