import { perform } from '../client/call.ts'
import type { Client } from '../client/createClient.ts'
import { recordKey } from '../client/entities.ts'
import type { Input, Operation, Page, Row } from '../declare/index.ts'
import { keysOf, withPage } from '../model/pages.ts'
import type { Pages } from '../model/pages.ts'
import type { BlockstateError } from '../wire/error.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import { createRead, shared } from './read.ts'
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
  // CollectionInput's fields are what request.ts takes; the type parameter only names them.
  return shared(client, mode, operation, input as Fields | null, options, (key, fields) =>
    createCollection<Row<O>>(client, key, operation, fields, mode === 'page'),
  )
}

function createCollection<T>(
  client: Client,
  key: string,
  operation: Operation,
  input: Fields | null,
  single: boolean,
): CollectionStore<T> & { tighten(options: ReadOptions): void } {
  const { entities } = client
  let pages: Pages = []
  let wanted = 1
  let items: T[] = []
  /** Where each row stands in `items`. */
  let places = new Map<string, number>()

  /** Puts changed rows where they stand, in a copy: built anew, 25,000 rows cost 5 ms an edit. False where rows come or go. */
  const replaced = (changed: ReadonlySet<string>): boolean => {
    items = items.slice()
    return [...changed].every((key) => {
      const row = entities.seen(key)
      const at = places.get(key)
      if (!row || at === undefined) return false
      // T is the row type document.ts built, here and below.
      items[at] = row as T
      return true
    })
  }
  const show = (changed?: ReadonlySet<string>): void => {
    if (changed && replaced(changed)) return read.set({ status: 'success', error: undefined, items })
    const keys = keysOf(pages)
    // A row being removed is hidden, and the total counts without it.
    const shown = keys.filter(entities.seen)
    items = shown.map(entities.seen) as T[]
    places = new Map(shown.map((key, at) => [key, at]))
    const { totalCount = null, totalPages = null, hasMore = false, page = 1 } = pages.at(-1) ?? {}
    const total = totalCount && Math.max(0, totalCount - keys.length + items.length)
    read.set({ status: 'success', error: undefined, items, hasMore, page, totalPages, totalCount: total })
  }
  const readPage = async (page: number, signal: AbortSignal): Promise<void> => {
    const { value, records } = await perform(client, operation, { ...input, page }, { signal })
    if (signal.aborted) return
    // The operation is a list: document.ts answers a page, for it has a `page` to turn.
    const { items: _, ...meta } = value as Page<Fields>
    const keys = (records ?? []).map(({ type, id }) => recordKey(type, id))
    pages = withPage(pages, { ...meta, page, keys }, single ? 'single' : 'many')
    read.hear(keys)
    show()
  }
  const read = createRead<CollectionState<T>>(client, key, operation, input, {
    initial: {
      status: 'pending',
      items: [],
      fetching: false,
      loadingMore: false,
      hasMore: false,
      page: 1,
      totalPages: null,
      totalCount: null,
    },
    load: async (signal) => {
      // Every page that is shown is read again, in order; where the list grew shorter, the loop ends with it.
      for (let page = single ? wanted : 1; !signal.aborted; page += 1) {
        await readPage(page, signal)
        if (pages.at(-1)?.page === page) break
      }
    },
    failed: (error) => ({ status: 'error', error, loadingMore: false }) as const,
    forget: () => {
      pages = []
      wanted = 1
    },
    keys: () => keysOf(pages),
    show,
  })

  const actions: CollectionActions = {
    refetch: read.refetch,
    loadMore: async () => {
      const { fetching, hasMore, page } = read.$store.value
      if (single || fetching || !hasMore) return
      read.set({ loadingMore: true })
      await read.apart((signal) => readPage(page + 1, signal))
      if (read.$store.value.loadingMore) read.set({ loadingMore: false })
    },
    goTo: async (page) => {
      if (!single || page === wanted || !(page >= 1)) return
      wanted = page
      return read.refetch()
    },
  }
  return Object.assign(acting(read.$store, actions), { tighten: read.tighten })
}
