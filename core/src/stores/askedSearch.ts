import type { getFacets } from '../blocks/search.ts'
import type { Client } from '../client/createClient.ts'
import type { Input, Operation, Output, Row } from '../declare/index.ts'
import type { BlockstateError } from '../wire/error.ts'
import { keyOf } from '../wire/key.ts'
import type { Fields } from '../wire/request.ts'
import type { ActingStore } from './acting.ts'
import { collection } from './collection.ts'
import type { CollectionInput } from './collection.ts'
import { query } from './query.ts'
import type { ReadOptions, Refetchable } from './read.ts'

/** How often each value of a field occurs among what was found. */
export type FacetCounts = Output<typeof getFacets>['facets'][number]

/** What is counted of what was found, with which operation, and how many values of each field at most. */
export interface Counting {
  readonly operation: typeof getFacets
  readonly fields: readonly string[]
  readonly limit?: number
}

/** What one question found so far. */
export interface Found<T> {
  readonly status: 'pending' | 'success' | 'error'
  readonly items: readonly T[]
  readonly keys: readonly string[]
  readonly fetching: boolean
  readonly loadingMore: boolean
  readonly hasMore: boolean
  readonly totalCount: number | null
  readonly error: BlockstateError | undefined
}

/** One question to the server, and the shared stores that hold what it answers. */
export interface AskedSearch<T> extends Refetchable {
  /** The same for the same question. */
  readonly key: string
  /** The text, without the blanks around it. */
  readonly words: string
  found(): Found<T>
  /** `null` until they are counted. */
  counts(): { readonly facets?: readonly FacetCounts[]; readonly facetsError: BlockstateError | undefined } | null
  listen(run: () => void): () => void
  /** Its first answer is not wanted any more: ends the request, unless somebody else waits for it. */
  abandon(): void
  loadMore(): Promise<void>
}

/** Any of the stores a question has. */
type Reading = ActingStore<{ readonly status: string; readonly fetching: boolean }, Refetchable>

/**
 * Asks one question of a search: a list in pages through a {@link collection}, any other through a {@link query}, facets through another.
 * Nothing is sent before somebody listens.
 *
 * @param field the parameter that holds the text
 *
 * @example
 * const asked = askedSearch(client, search, { query: 'tides', entity_type: 'book' }, 'query', {}, undefined)
 */
export function askedSearch<O extends Operation>(
  client: Client,
  operation: O,
  input: Fields,
  field: string,
  options: ReadOptions,
  counting: Counting | undefined,
): AskedSearch<Row<O>> {
  // Fields are the static face of an operation's input; an operation that answers no page answers its rows as a list.
  const pages = 'page' in { ...operation.declared.query } ? collection(client, operation, input as CollectionInput<O>, options) : null
  const $list = pages ?? query(client, operation, input as Input<O>, options)
  const $counts = counting && query(client, counting.operation, countsOf(input, input[field], counting), options)
  const stores: readonly Reading[] = $counts ? [$list, $counts] : [$list]
  return {
    key: keyOf(operation, input),
    words: String(input[field] ?? ''),
    found: () => {
      if (pages) {
        const { status, items, keys, fetching, loadingMore, hasMore, totalCount, error } = pages.value
        return { status, items, keys, fetching, loadingMore, hasMore, totalCount, error }
      }
      const { status, fetching, data, error } = ($list as ReturnType<typeof query<O>>).value
      const items = (data ?? []) as readonly Row<O>[]
      const keys = items.map((row) => String((row as Fields)['unique_id']))
      return { status, items, keys, fetching, loadingMore: false, hasMore: false, totalCount: data ? items.length : null, error }
    },
    counts: () => {
      if (!$counts || $counts.value.status === 'pending') return null
      const { data, error } = $counts.value
      return { ...(data && { facets: data.facets }), facetsError: error }
    },
    listen: (run) => {
      const offs = stores.map((store) => store.listen(run))
      // A read that was abandoned a moment ago counts as watched still, and does not begin again by itself.
      queueMicrotask(() =>
        stores.forEach(({ lc, value, refetch }) => {
          if (lc > 0 && value.status === 'pending' && !value.fetching) void refetch()
        }),
      )
      return () => offs.forEach((off) => off())
    },
    abandon: () => stores.forEach((store) => abandon(client, store)),
    loadMore: async () => pages?.loadMore(),
    refetch: async () => {
      await Promise.all(stores.map(({ refetch }) => refetch()))
    },
  }
}

/** A search's input as far as counting takes it. */
function countsOf(input: Fields, words: unknown, { operation, fields, limit }: Counting): Input<typeof getFacets> {
  const { limit: _, ...taken } = operation.declared.body
  const same = Object.entries({ ...input, query: words }).filter(([name, value]) => name in taken && value !== undefined)
  return { ...Object.fromEntries(same), facets: [...fields], ...(limit !== undefined && { limit }) }
}

function abandon({ stores, scheduler }: Client, store: Reading): void {
  if (store.lc > 0 || store.value.status !== 'pending') return
  const [key] = [...stores].find(([, one]) => one === store) ?? []
  for (const read of scheduler.reads()) if (read.key === key) read.reset()
}
