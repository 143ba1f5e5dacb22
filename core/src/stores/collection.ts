import type { Client } from '../client/createClient.ts'
import type { Input, Operation, Row } from '../declare/index.ts'
import { openPage, suspectPage } from '../model/pages.ts'
import type { PageOfKeys } from '../model/pages.ts'
import { arrangeAll } from '../model/standing.ts'
import { isBlockstateError } from '../wire/error.ts'
import type { BlockstateError } from '../wire/error.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import { lazyRows } from './lazyRows.ts'
import type { ToldOfRows } from './lazyRows.ts'
import { createPagedRows } from './pagedRows.ts'
import { createRead } from './read.ts'
import type { ReadOptions, Refetchable } from './read.ts'
import { noRows } from './rows.ts'
import { shared } from './shared.ts'

/**
 * What a collection shows. Rows are there beside an error, and while other pages load. `items`, `keys` and `unplaced` are made when they
 * are first read, as they were at the moment of the state.
 */
export interface CollectionState<T> {
  readonly status: 'pending' | 'success' | 'error'
  readonly items: readonly T[]
  /** What to render each of the items by: a row keeps its key for ever, also when the server names what was created here. */
  readonly keys: readonly string[]
  /** Those whose place or presence is a guess until the server has been asked again. */
  readonly unplaced: readonly string[]
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
  /** It is what an input before this one showed (`keepPrevious`). */
  readonly previous?: boolean
  readonly error?: BlockstateError | undefined
}

export interface CollectionOptions extends ReadOptions {
  /** `more` (default): pages add up, `loadMore` brings the next. `page`: one at a time, `goTo` turns. */
  readonly mode?: 'more' | 'page'
  /** In `page` mode: reads the pages before and after the one shown too, when nothing else is to be read. Default false. */
  readonly prefetch?: boolean
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

/** Milliseconds nobody asks for more before pages that others' changes may have moved are read again. */
const REST = 2_000
/** Pages read at once where a row may be missing, and rounds over all pages: a list that never rests waits for its next refetch. */
const JOINS = 5
const ROUNDS = 2

/**
 * A live list, page by page: rows once each however pages overlap, totals, load more or turn pages, refetched on focus, reconnect,
 * interval, and when a write touches it. One store for the same operation, input and mode. `null` asks nothing: such a store stays
 * pending and empty.
 *
 * What others insert and delete while pages load is found by what the answers say (model/pages.ts): where a row may be missing between
 * two pages, the one before is read at once; what else may have moved, when nobody has asked for more for two seconds.
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
): CollectionStore<T> & { tighten(options: CollectionOptions): void } {
  const paged = createPagedRows(client, operation, input, () => arrangeAll)
  const { platform, gate } = client
  /** The pages beside the one shown, in `page` mode. */
  const near = new Map<number, PageOfKeys>()
  let wanted = 1
  let ahead = false
  let rest: (() => void) | undefined
  let sweeping = false
  let asked = false

  const shown = (): Partial<ToldOfRows<CollectionState<T>>> => {
    const { held, latest } = paged.pages()
    const { page = 1, hasMore = false } = held.at(-1) ?? latest ?? {}
    return { ...paged.totals(), page, hasMore, rows: paged.rows() }
  }
  const take = (page: PageOfKeys): void => {
    if (single) paged.retain((held) => held === page.page)
    paged.take(page)
    read.hear(page.keys)
    read.set({ ...shown(), status: 'success', error: undefined })
  }
  const readPage = async (page: number, signal: AbortSignal): Promise<void> => {
    const answer = await paged.fetch(page, signal).catch((error: unknown) => {
      // The list ends before it now.
      const { latest } = paged.pages()
      if (!latest || page === 1 || single || !isBlockstateError(error) || error.code !== 'not_found') throw error
      return { ...latest, page, keys: [], hasMore: false }
    })
    if (answer) take(answer)
  }
  /** Reads again, at once, the pages after which a row may be missing. */
  const join = async (signal: AbortSignal): Promise<void> => {
    for (let left = JOINS; left > 0 && !signal.aborted; left -= 1) {
      const page = openPage(paged.pages())
      if (page === undefined) break
      await readPage(page, signal)
    }
    repairLater()
  }
  const more = async (signal: AbortSignal): Promise<void> => {
    await readPage((paged.pages().held.at(-1)?.page ?? 0) + 1, signal)
    await join(signal)
  }
  /** Reads again what others' changes may have moved, from the last page backwards; lets those go first who ask for more. */
  const repair = async (signal: AbortSignal): Promise<void> => {
    sweeping = true
    try {
      for (let round = 0; round < ROUNDS; round += 1) {
        for (let page = suspectPage(paged.pages()); page !== undefined && !asked && !signal.aborted;) {
          await readPage(page, signal)
          page = suspectPage(paged.pages(), page)
        }
      }
      if (asked) await more(signal)
    } finally {
      sweeping = asked = false
    }
  }
  const repairLater = (): void => {
    rest?.()
    if (single || suspectPage(paged.pages()) === undefined) return
    rest = platform.after(REST, () => {
      if (read.$store.value.fetching) return repairLater()
      void read.apart(repair)
    })
  }
  const readNear = async (signal: AbortSignal): Promise<void> => {
    const { totalPages, hasMore } = read.$store.value
    for (const page of [wanted + 1, wanted - 1]) {
      if (page < 1 || (page > wanted && !hasMore) || (totalPages !== null && page > totalPages) || near.has(page)) continue
      const answer = await paged.fetch(page, signal).catch(() => null) // whoever turns to it will be told
      if (answer) near.set(page, answer)
    }
  }

  const read = createRead<CollectionState<T>, ToldOfRows<CollectionState<T>>>(client, key, operation, input, {
    initial: {
      status: 'pending',
      rows: noRows,
      fetching: false,
      loadingMore: false,
      hasMore: false,
      page: 1,
      totalPages: null,
      totalCount: null,
    },
    stateOf: lazyRows,
    load: async (signal) => {
      paged.stale()
      // Every page that is shown is read again, in order; where the list grew shorter, the loop ends with it.
      for (let page = single ? wanted : 1; !signal.aborted; page += 1) {
        await readPage(page, signal)
        if (single || !paged.pages().held.some((held) => held.page > page)) break
      }
      if (!single) return join(signal)
      near.clear()
      if (!ahead) return
      const later = AbortSignal.any([signal]) // one of its own: these requests wait for all others
      gate.rank(later, 2)
      void readNear(later)
    },
    failed: (error) => ({ status: 'error', error, loadingMore: false }) as const,
    forget: () => {
      rest?.()
      wanted = 1
      near.clear()
      paged.forget()
    },
    keys: paged.keys,
    type: paged.type,
    show: (changed) => {
      if (paged.changed(changed)) read.set(shown())
    },
    dump: paged.dump,
    restore: (saved, tell) => {
      if (!paged.restore(saved, tell)) return false
      wanted = paged.pages().held.at(-1)?.page ?? 1
      read.set({ ...shown(), status: 'success', error: undefined })
      return true
    },
  })

  const actions: CollectionActions = {
    refetch: read.refetch,
    loadMore: async () => {
      const { fetching, hasMore } = read.$store.value
      if (single || !hasMore || (fetching && !sweeping) || asked) return
      asked = sweeping
      read.set({ loadingMore: true })
      await read.apart(more)
      if (read.$store.value.loadingMore) read.set({ loadingMore: false })
    },
    goTo: async (page) => {
      if (!single || page === wanted || !(page >= 1)) return
      wanted = page
      const known = near.get(page)
      if (known) take(known)
      return read.refetch()
    },
  }
  return Object.assign(acting(read.$store, actions), {
    tighten: ({ prefetch = false, ...options }: CollectionOptions) => {
      ahead ||= prefetch
      read.tighten(options)
    },
  })
}
