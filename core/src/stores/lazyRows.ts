import type { Rows } from './rows.ts'

/** The fields of a list's state that are made when they are first read. */
interface RowFields {
  readonly items: readonly unknown[]
  readonly keys: readonly string[]
  readonly unplaced: readonly string[]
}

/** What a list's state is made of: its other fields, and the rows of its moment. */
export type ToldOfRows<State extends RowFields> = Omit<State, keyof RowFields> & { readonly rows: Rows }

/**
 * The state of a list at one moment. Copying 25,000 rows costs as much as forty edits: it waits for whoever reads them.
 *
 * @example
 * lazyRows<CollectionState<Entity>>({ status: 'success', totalCount: 3, rows: paged.rows() }).items
 */
export function lazyRows<State extends RowFields>({ rows, ...told }: ToldOfRows<State>): State {
  const made: RowFields = {
    ...told,
    get items() {
      return rows.items()
    },
    get keys() {
      return rows.listing().keys
    },
    get unplaced() {
      return rows.listing().unplaced
    },
  }
  // Nothing but these three was left out; its items are the rows document.ts built, and every key listed names one.
  return made as State
}
