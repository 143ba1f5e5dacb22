import type { RecordOf } from '@blockstate/core/describe'
import { SearchIndex } from '@blockstate/core/search'
import { fromColumns } from '../database/fromColumns.ts'
import type { Place } from '../database/place.ts'
import { createRow, notFound } from '../database/rows.ts'
import { rebuildText } from './fullText.ts'
import type { TextIndex } from './fullText.ts'
import { indexes } from './tables.ts'

/** An index as it is stored: its record, and the number its full-text tables bear. */
export type StoredIndex = RecordOf<typeof SearchIndex> & TextIndex

interface IndexRow {
  readonly seq: number
}

/**
 * The indexes that a search looks into: the one of this type, or all.
 *
 * @example
 * searchedIndexes(context, undefined)
 */
export function searchedIndexes({ database, tenant }: Place, name: string | undefined): StoredIndex[] {
  const where = name === undefined ? '' : ' and name = ?'
  const values = name === undefined ? [tenant] : [tenant, name]
  return database.all<IndexRow>(`select * from search_indexes_told where tenant = ?${where} order by seq`, ...values).map(read)
}

/**
 * One index by its id or name; throws a 404 refusal where there is none.
 *
 * @example
 * const index = findIndex(context, 'book')
 */
export function findIndex({ database, tenant }: Place, key: string): StoredIndex {
  const sql = 'select * from search_indexes_told where tenant = ? and (unique_id = ? or name = ?)'
  const row = database.get<IndexRow>(sql, tenant, key, key)
  return row === undefined ? notFound('Index', key) : read(row)
}

/**
 * Makes an index, empty. Call it inside a transaction.
 *
 * @example
 * addIndex(context, { name: 'book', settings: { searchable_fields: ['title'] } })
 */
export function addIndex(place: Place, given: Partial<RecordOf<typeof SearchIndex>> & { readonly name: string }): StoredIndex {
  const { enforce_validation = false, settings = {} } = given
  createRow(place, indexes, { ...given, enforce_validation, settings }, { status: 'active' })
  const index = findIndex(place, given.name)
  rebuildText(place, index)
  return index
}

/**
 * The index of a type; the first document of a type makes it. Call it inside a transaction.
 *
 * @example
 * indexOf(context, 'book')
 */
export function indexOf(place: Place, name: string): StoredIndex {
  return searchedIndexes(place, name)[0] ?? addIndex(place, { name })
}

function read(row: IndexRow): StoredIndex {
  const told = fromColumns(SearchIndex, row)
  return { ...told, settings: told.settings ?? {}, seq: row.seq }
}
