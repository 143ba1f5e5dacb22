import { collectionWindow, keepPrevious } from '@blockstate/core'
import type { CollectionInput, Operation, Row, WindowActions, WindowOptions, WindowState } from '@blockstate/core'
import { createStore } from './createStore.ts'
import type { Bound } from './createStore.ts'
import { getClient } from './getClient.ts'
import { valueOf } from './valueOf.ts'
import type { MaybeThunk } from './valueOf.ts'

/**
 * A window on a long list, for virtual scrolling: `show(from, to)` says which rows are in sight, and only their pages are loaded. `null`
 * asks nothing yet.
 *
 * @example
 * const rows = createCollectionWindow(listEntities, { per_page: 50 })
 * const scrolled = (first) => rows.show(first, first + 40)
 */
export function createCollectionWindow<O extends Operation>(
  operation: O,
  input: MaybeThunk<CollectionInput<O> | null>,
  options?: WindowOptions,
): Bound<WindowState<Row<O>>, WindowActions> {
  const client = getClient()
  return createStore((shown) => keepPrevious(shown, collectionWindow(client, operation, valueOf(input), options)))
}
