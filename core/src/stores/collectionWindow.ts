import type { Client } from '../client/createClient.ts'
import type { Operation, Row } from '../declare/index.ts'
import { arrangeRange, pagesOf } from '../model/window.ts'
import type { Range } from '../model/window.ts'
import type { BlockstateError } from '../wire/error.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import type { CollectionInput } from './collection.ts'
import { lazyRows } from './lazyRows.ts'
import type { ToldOfRows } from './lazyRows.ts'
import { createPagedRows } from './pagedRows.ts'
import { createRead } from './read.ts'
import type { ReadOptions, Refetchable } from './read.ts'
import { noRows } from './rows.ts'
import { shared } from './shared.ts'

/** What a window shows of a list. `items`, `keys` and `unplaced` are made when they are first read, as they were then. */
export interface WindowState<T> {
  readonly status: 'pending' | 'success' | 'error'
  /** The range asked for last: rows from 0, `to` not among them. */
  readonly from: number
  readonly to: number
  /** The rows of the range; `undefined` where one is not here yet. */
  readonly items: readonly (T | undefined)[]
  /** What to render each of the items by; `''` where one is not here yet. */
  readonly keys: readonly string[]
  /** Those whose place or presence is a guess until the server has been asked again. */
  readonly unplaced: readonly string[]
  /** A row by its place in the whole list, if it is in the range and here. */
  at(index: number): T | undefined
  readonly fetching: boolean
  /** `null` where the server does not tell. */
  readonly totalPages: number | null
  readonly totalCount: number | null
  /** It is what an input before this one showed (`keepPrevious`). */
  readonly previous?: boolean
  readonly error?: BlockstateError | undefined
}

export interface WindowOptions extends ReadOptions {
  /** How many pages are kept at most, those nearest to the range. Default 10, and never less than the range needs. */
  readonly keepPages?: number
}

export interface WindowActions extends Refetchable {
  /** Moves the window: loads the pages it covers, and the next one in that direction. Resolves when they are here. */
  show(from: number, to: number): Promise<void>
}

export type WindowStore<T> = ActingStore<WindowState<T>, WindowActions>

/** Rows shown before anybody has said which. */
const FIRST: Range = { from: 0, to: 20 }
/** How often a page is read at most for one range: a list that never rests waits for its next refetch. */
const READS = 3

/**
 * A window on a long list, for virtual scrolling: any range of rows, its pages and no others. It jumps anywhere; pages far from it are
 * forgotten. Others' changes are found as in a collection, and the pages in sight read again.
 *
 * One store for the same operation and input: those who show different ranges of the same list give it different inputs.
 *
 * @example
 * const $rows = collectionWindow(client, listEntities, { per_page: 50 })
 * $rows.subscribe(({ totalCount, at }) => render(totalCount, at))
 * await $rows.show(10_000, 10_040)
 */
export function collectionWindow<O extends Operation>(
  client: Client,
  operation: O,
  input: CollectionInput<O> | null,
  options: WindowOptions = {},
): WindowStore<Row<O>> {
  // CollectionInput's fields are what request.ts takes; the type parameter only names them.
  return shared(client, 'window', operation, input as Fields | null, options, (key, fields) =>
    createWindow<Row<O>>(client, key, operation, fields),
  )
}

function createWindow<T>(
  client: Client,
  key: string,
  operation: Operation,
  input: Fields | null,
): WindowStore<T> & { tighten(options: WindowOptions): void } {
  let range = FIRST
  let back = false
  let keepPages = 0
  let left = 0
  const paged = createPagedRows(client, operation, input, () => arrangeRange(range))

  const shown = (): Partial<ToldOfRows<WindowState<T>>> => {
    const rows = paged.rows()
    const { from, to } = range
    // T is the row type document.ts built.
    return { ...paged.totals(), from, to, rows, at: (index) => rows.items()[index - from] as T | undefined }
  }
  const wanted = (): number[] => {
    const { perPage = Number(input?.['per_page'] ?? 0), totalPages = null } = paged.pages().latest ?? {}
    return pagesOf(range, perPage, totalPages, back)
  }
  /** A page the range needs that is not here, or may have moved; `undefined` where there is none, or where it was read too often. */
  const missing = (): number | undefined => {
    const { held } = paged.pages()
    return wanted().find((page) => {
      const there = held.find((one) => one.page === page)
      return left > 0 && (there ? !there.sound || there.open : !held.some((one) => one.page < page && !one.hasMore))
    })
  }
  const retain = (read: number): void => {
    const numbers = [...wanted(), read]
    const distance = (other: number): number => Math.min(...numbers.map((one) => Math.abs(one - other)))
    const near = paged.pages().held.map(({ page }) => page)
    near.sort((a, b) => distance(a) - distance(b))
    const kept = new Set(near.slice(0, Math.max(keepPages, numbers.length) - 1))
    paged.retain((page) => kept.has(page))
  }
  /** Reads until nothing is missing; the range may move meanwhile. */
  const fill = async (signal: AbortSignal): Promise<void> => {
    for (let next = missing(); next !== undefined && !signal.aborted; next = missing()) {
      left -= 1
      const page = await paged.fetch(next, signal)
      if (!page) return
      retain(next)
      paged.take(page)
      read.hear(page.keys)
      read.set({ ...shown(), status: 'success', error: undefined })
    }
  }
  const renew = (): void => {
    left = READS * wanted().length
  }
  const read = createRead<WindowState<T>, ToldOfRows<WindowState<T>>>(client, key, operation, input, {
    initial: {
      status: 'pending',
      ...FIRST,
      rows: noRows,
      at: () => undefined,
      fetching: false,
      totalPages: null,
      totalCount: null,
    },
    stateOf: lazyRows,
    load: async (signal) => {
      paged.stale()
      renew()
      await fill(signal)
      // What is out of sight and may be wrong is read when it comes into sight.
      const known = new Set(wanted())
      paged.retain((page) => known.has(page) || paged.pages().held.some((one) => one.page === page && one.sound))
    },
    failed: (error) => ({ status: 'error', error }) as const,
    forget: () => {
      range = FIRST
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
      read.set({ ...shown(), status: 'success', error: undefined })
      return true
    },
  })
  const actions: WindowActions = {
    refetch: read.refetch,
    show: async (from, to) => {
      if (!input || (from === range.from && to === range.to)) return
      back = from < range.from
      range = { from: Math.max(0, from), to: Math.max(0, from, to) }
      renew()
      paged.relist()
      read.set(shown())
      await read.apart(fill)
      // The read that was joined had just come to its end.
      if (missing() !== undefined && !read.$store.value.error) await read.apart(fill)
    },
  }
  return Object.assign(acting(read.$store, actions), {
    tighten: ({ keepPages: wish = 10, ...options }: WindowOptions) => {
      keepPages = Math.max(keepPages, wish)
      read.tighten(options)
    },
  })
}
