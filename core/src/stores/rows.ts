import type { Listing } from '../model/standing.ts'
import type { Fields } from '../wire/request.ts'

type RowOf = (key: string) => Fields | null

/** A list as it was at one moment: made when it is first read, and the same ever after. */
export interface Rows {
  listing(): Listing
  /** A row each key; `undefined` where a key names none. */
  items(): readonly (Fields | undefined)[]
}

const noListing: Listing = { keys: [], unplaced: [] }
const noItems: readonly never[] = []

/** A list of which nothing is known. It holds on to no later moment. */
export const noRows: Rows = { listing: () => noListing, items: () => noItems }

/** The rows of a list over time. */
export interface RowHistory {
  /** As they are now, all of them and one. */
  now(): Rows
  row(key: string): Fields | null
  /** Rows may have changed. True where one did that is held; `hold` makes them so. */
  changed(keys: Iterable<string>, hold?: boolean): boolean
  /** Other rows are listed, or in another order: `list` is asked when somebody looks, with the rows as they were then. */
  list(list: (row: RowOf) => Listing): void
  clear(): void
}

/** A listing shared by all moments between which only fields changed. */
interface Order {
  readonly list: (row: RowOf) => Listing
  listing?: Listing
  places?: Map<string, number>
}

interface Moment {
  readonly order: Order
  items?: readonly (Fields | undefined)[]
  /** The last items that were made in this order, and the rows that changed since. */
  base?: { readonly items: readonly (Fields | undefined)[]; readonly changed: Set<string> }
  /** The moment after, and the rows that changed then, as they were before. Newer ones never hold older ones. */
  next?: Moment
  was?: Map<string, Fields | null>
}

/**
 * Keeps the rows of a list so that a change costs what it changes, and nothing is made that nobody reads: copying 25,000 rows costs as
 * much as five edits. Whoever holds an older state and reads it late gets the rows as they were.
 *
 * @example
 * const rows = createRows(entities.seen)
 * rows.list(() => ({ keys: ['deal/1'], unplaced: [] }))
 * rows.now().items()
 */
export function createRows(seen: RowOf): RowHistory {
  const held = new Map<string, Fields | null>()
  const nothing = (): Moment => ({ order: { list: noRows.listing } })
  let moment = nothing()

  const rowsAt = (from: Moment): RowOf => {
    if (!from.next) return (key) => held.get(key) ?? null
    const was = new Map<string, Fields | null>()
    for (let at: Moment | undefined = from; at; at = at.next) for (const [key, row] of at.was ?? []) if (!was.has(key)) was.set(key, row)
    return (key) => was.get(key) ?? (was.has(key) ? null : (held.get(key) ?? null))
  }
  const listingAt = (at: Moment): Listing => (at.order.listing ??= at.order.list(rowsAt(at)))
  const itemsAt = (at: Moment): readonly (Fields | undefined)[] => {
    const { order, base } = at
    const row = rowsAt(at)
    const { keys } = listingAt(at)
    if (!base) return keys.map((key) => row(key) ?? undefined)
    const places = (order.places ??= new Map(keys.map((key, place) => [key, place])))
    const items = base.items.slice()
    for (const key of base.changed) {
      const [place, now] = [places.get(key), row(key)]
      if (place !== undefined && now) items[place] = now
    }
    return items
  }
  const follow = (order: Order, was: Map<string, Fields | null>): void => {
    const before = moment
    moment = { order }
    Object.assign(before, { next: moment, was })
    if (order !== before.order) return
    if (before.items) moment.base = { items: before.items, changed: new Set(was.keys()) }
    else if (before.base) {
      // Shared: rows that did not change between the two are put where they stand anyway.
      for (const key of was.keys()) before.base.changed.add(key)
      moment.base = before.base
    }
  }
  return {
    now: () => {
      const at = moment
      return {
        listing: () => listingAt(at),
        items: () => {
          at.items ??= itemsAt(at)
          delete at.base
          return at.items
        },
      }
    },
    row: (key) => held.get(key) ?? (held.has(key) ? null : seen(key)),
    changed: (keys, hold = false) => {
      const was = new Map<string, Fields | null>()
      let { order } = moment
      for (const key of keys) {
        const [before = null, now] = [held.get(key), seen(key)]
        if (before === now || !(hold || held.has(key))) continue
        was.set(key, before)
        held.set(key, now)
        // It comes or goes.
        if (!before !== !now) order = { list: order.list }
      }
      if (was.size > 0) follow(order, was)
      return was.size > 0
    },
    list: (list) => follow({ list }, new Map()),
    clear: () => {
      held.clear()
      moment = nothing()
    },
  }
}
