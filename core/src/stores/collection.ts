import { perform } from '../client/call.ts'
import type { Client } from '../client/createClient.ts'
import { recordKey } from '../client/entities.ts'
import type { Input, Operation, Page, Row } from '../declare/index.ts'
import { keysOf, summaryOf, withPage } from '../model/pages.ts'
import type { Pages } from '../model/pages.ts'
import type { BlockstateError } from '../wire/error.ts'
import { keyOf } from '../wire/key.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import { createRead, kept, shared, unasked } from './read.ts'
import type { ReadOptions, Refetchable } from './read.ts'

/** What a collection shows. Rows are there beside an error, and while other pages load. */
export interface CollectionState<T> {
  readonly status: 'pending' | 'success' | 'error'
  readonly items: readonly T[]
  /** A read is under way. */
  readonly fetching: boolean
  /** The read under way is for the next page. */
  readonly loadingMore: boolean
  readonly hasMore: boolean
  /** The page shown, or the last one loaded. From 1. */
  readonly page: number
  /** `null` where the server does not tell. */
  readonly totalPages: number | null
  readonly totalCount: number | null
  readonly error?: BlockstateError | undefined
}

export interface CollectionOptions extends ReadOptions {
  /** `more` (default): pages add up, `loadMore` brings the next. `page`: one at a time, `goTo` turns. */
  readonly mode?: 'more' | 'page'
}

export interface CollectionActions extends Refetchable {
  /** Loads the next page, if there is one and none is loading. Resolves when the store shows the outcome. */
  loadMore(): Promise<void>
  /** Turns to a page (in `page` mode); the one shown stays until the new one is here. */
  goTo(page: number): Promise<void>
}

export type CollectionStore<T> = ActingStore<CollectionState<T>, CollectionActions>

const UNASKED: CollectionState<never> = {
  status: 'pending',
  items: [],
  fetching: false,
  loadingMore: false,
  hasMore: false,
  page: 1,
  totalPages: null,
  totalCount: null,
}

/** A list operation: one whose answer is a page. */
export type ListOperation<O> = O extends Operation ? (Row<O> extends never ? never : O) : never

/** A list's input without its page: the store turns the pages. */
export type CollectionInput<O> = Omit<Input<O>, 'page'>

/**
 * A live list, page by page: rows once each however pages overlap, totals, load more or turn pages, refetched on focus, reconnect,
 * interval, and when a write touches it. One store for the same operation, input and mode. `null` asks nothing: such a store stays
 * pending and empty.
 *
 * @example
 * const $entities = collection(client, listEntities, { per_page: 20 })
 * $entities.subscribe(({ items, hasMore }) => render(items, hasMore))
 * await $entities.loadMore()
 */
export function collection<O extends Operation>(
  client: Client,
  operation: O,
  input: CollectionInput<O> | null,
  { mode = 'more', ...options }: CollectionOptions = {},
): CollectionStore<Row<O>> {
  if (input === null) return unasked(client, 'collection', UNASKED, { refetch: async () => {}, loadMore: async () => {}, goTo: async () => {} })
  // CollectionInput's fields are what request.ts takes; the type parameter only names them.
  const fields = input as Fields
  const key = `${mode} ${keyOf(operation, fields)}`
  return shared(client, key, options, () => createCollection<Row<O>>(client, key, operation, kept(fields), mode, options))
}

function createCollection<T>(
  client: Client,
  key: string,
  operation: Operation,
  input: Fields,
  mode: 'more' | 'page',
  options: ReadOptions,
): CollectionStore<T> & { tighten(options: ReadOptions): void } {
  const { entities } = client
  let pages: Pages = []
  let wanted = 1
  let unwatch: (() => void) | undefined

  const show = (): void => {
    const { totalCount, totalPages, hasMore, lastPage } = summaryOf(pages)
    const keys = keysOf(pages)
    // A row being removed is hidden, and the total counts without it. T is the row type document.ts built.
    const items = keys.map((one) => entities.seen(one)).filter((row) => row !== null) as readonly T[]
    const hidden = keys.length - items.length
    read.$store.set({
      ...read.$store.value,
      status: 'success',
      error: undefined,
      items,
      hasMore,
      page: lastPage,
      totalPages,
      totalCount: totalCount === null ? null : Math.max(0, totalCount - hidden),
    })
  }
  const follow = (): (() => void) => {
    unwatch = entities.watch(keysOf(pages), show)
    return () => unwatch?.()
  }
  const readPage = async (page: number, signal: AbortSignal): Promise<void> => {
    const { value, records } = await perform(client, operation, { ...input, page }, { signal })
    if (signal.aborted) return
    // The operation is a list: document.ts answers a page where the query is paged, the bare rows where it is not.
    const { items: _, ...meta } = (Array.isArray(value) ? { items: [], page: 1, perPage: value.length, totalPages: 1, totalCount: value.length, hasMore: false } : value) as Page<Fields>
    pages = withPage(pages, { ...meta, page, keys: (records ?? []).map((record) => recordKey(record.type, record.id)) }, mode === 'page' ? 'single' : 'many')
    unwatch?.()
    follow()
    show()
  }

  const read = createRead<CollectionState<T>>(client, key, () => ({
    operation,
    input,
    options,
    initial: UNASKED,
    load: async (signal) => {
      if (mode === 'page') return readPage(wanted, signal)
      // Every page that is shown is read again, in order; where the list grew shorter, the loop ends with it.
      const shown = Math.max(wanted, pages.at(-1)?.page ?? 1)
      for (let page = 1; page <= shown; page += 1) {
        if (page > 1 && pages.at(-1)?.hasMore === false && (pages.at(-1)?.page ?? 0) < page) break
        await readPage(page, signal)
        if (signal.aborted) break
      }
    },
    fetching: (state, fetching) => (state.fetching === fetching ? state : { ...state, fetching, loadingMore: fetching && state.loadingMore }),
    failed: (state, error) => ({ ...state, status: 'error', error, fetching: false, loadingMore: false }),
    forget: () => {
      unwatch?.()
      pages = []
      wanted = 1
    },
    follow: () => {
      const stop = follow()
      if (pages.length > 0 && read.$store.value.status === 'success') show()
      return stop
    },
  }))

  const actions: CollectionActions = {
    refetch: read.refetch,
    loadMore: async () => {
      const { fetching, hasMore, page } = read.$store.value
      if (mode === 'page' || fetching || !hasMore) return
      read.$store.set({ ...read.$store.value, loadingMore: true })
      await read.apart((signal) => readPage(page + 1, signal))
    },
    goTo: async (page: number) => {
      if (mode !== 'page' || page === wanted || !Number.isInteger(page) || page < 1) return
      wanted = page
      return read.refetch()
    },
  }
  return Object.assign(acting(read.$store, actions), { tighten: read.tighten })
}
