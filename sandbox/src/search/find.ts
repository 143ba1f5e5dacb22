import { createHash } from 'node:crypto'
import type { RecordOf } from '@blockstate/core/describe'
import { SearchDocument } from '@blockstate/core/search'
import { fromColumns } from '../database/fromColumns.ts'
import type { SqlValue } from '../database/openDatabase.ts'
import type { Place } from '../database/place.ts'
import { allOf, filterConditions } from './filters.ts'
import type { Condition } from './filters.ts'
import { wordsTable } from './fullText.ts'
import type { StoredIndex } from './indexes.ts'
import { searchedColumns, synonymsOf } from './indexSettings.ts'
import { fold, matchExpression } from './queryTerms.ts'

/** What is looked for. */
export interface Wanted {
  /** Without one every document is found. */
  readonly query?: string | undefined
  readonly search_type?: 'narrow' | 'wide' | undefined
  readonly include?: Readonly<Record<string, unknown>> | undefined
  readonly exclude?: Readonly<Record<string, unknown>> | undefined
}

/** A document that was found, and how well it fits; more is better. */
export interface Found {
  readonly document: RecordOf<typeof SearchDocument>
  readonly seq: number
  readonly score: number
}

/**
 * The documents of these indexes that fit, as a SQL statement with the columns `seq` and `score`. Scores are bm25 with the index's own
 * weights and statistics (sqlite.org/fts5.html, 5.1.1). Refuses filters that cannot be read with 400.
 *
 * @example
 * const { sql, values } = foundIn(context, searchedIndexes(context, 'book'), { query: 'tides' })
 */
export function foundIn({ tenant }: Place, indexes: readonly StoredIndex[], wanted: Wanted): Condition {
  const filters = allOf(filterConditions(wanted.include, wanted.exclude))
  const parts = indexes.flatMap((index): Condition[] => {
    const table = wordsTable(index)
    const mine = { sql: `d.tenant = ? and d.entity_type = ? and ${filters.sql}`, values: [tenant, index.name, ...filters.values] }
    if (wanted.query === undefined) {
      return [{ sql: `select d.seq as seq, 0 as score from search_documents d where ${mine.sql}`, values: mine.values }]
    }
    const expression = expressionIn(index, wanted)
    if (expression === undefined) return []
    const weights = searchedColumns(index.settings).map(({ weight }) => weight)
    const score = `-bm25(${[table, ...weights.map(() => '?')].join(', ')})`
    return [
      {
        sql: `select d.seq as seq, ${score} as score from ${table} join search_documents d on d.seq = ${table}.rowid
              where ${table} match ? and ${mine.sql}`,
        values: [...weights, expression, ...mine.values],
      },
    ]
  })
  if (parts.length === 0) return { sql: 'select 0 as seq, 0 as score where 0', values: [] }
  return { sql: parts.map(({ sql }) => sql).join(' union all '), values: parts.flatMap(({ values }) => values) }
}

/**
 * One page of what is found, and how much it is in all.
 *
 * @param order SQL over `d` (the document) and `f.score`; a constant of ours with bound values
 *
 * @example
 * const { found, total } = pageOf(context, foundIn(context, indexes, { query: 'tides' }), { page: 1, size: 15 })
 */
export function pageOf(
  { database }: Place,
  { sql, values }: Condition,
  { page, size }: { readonly page: number; readonly size: number },
  order: Condition = { sql: 'f.score desc', values: [] },
): { found: Found[]; total: number } {
  const total = database.get<{ total: number }>(`select count(*) as total from (${sql})`, ...values)?.total ?? 0
  const rows = database.all<{ seq: number; score: number }>(
    `select d.*, f.score as score from (${sql}) f join search_documents d on d.seq = f.seq order by ${order.sql}, d.seq limit ? offset ?`,
    ...values,
    ...order.values,
    size,
    (page - 1) * size,
  )
  return { found: rows.map((row) => ({ document: fromColumns(SearchDocument, row), seq: row.seq, score: row.score })), total }
}

/**
 * The text around the words that were found, by document; for those of one page only, since making it takes longer than finding.
 *
 * @example
 * excerpts(context, indexes, { query: 'tides' }, found).get(12) // '…two tides a day…'
 */
export function excerpts(
  { database }: Place,
  indexes: readonly StoredIndex[],
  wanted: Wanted,
  found: readonly Found[],
): Map<number, string> {
  const texts = indexes.flatMap((index): [number, string][] => {
    const expression = expressionIn(index, wanted)
    const mine = found.filter(({ document }) => document.entity_type === index.name).map(({ seq }) => seq)
    if (expression === undefined || mine.length === 0) return []
    const table = wordsTable(index)
    const values: SqlValue[] = [expression, JSON.stringify(mine)]
    const sql = `select rowid as seq, snippet(${table}, -1, '', '', '…', 24) as text from ${table}
      where ${table} match ? and rowid in (select value from json_each(?))`
    return database.all<{ seq: number; text: string }>(sql, ...values).map(({ seq, text }) => [seq, text])
  })
  return new Map(texts)
}

/**
 * The id of a result: the same question finds the same document under the same id, another question under another, since excerpt and
 * score belong to both.
 *
 * @example
 * resultId('tides', 'b1') // '3f1c…'
 */
export function resultId(question: string, document: string): string {
  const digest = createHash('sha256').update(`${question}\n${document}`).digest('hex')
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`
}

function expressionIn({ settings }: StoredIndex, { query = '', search_type = 'narrow' }: Wanted): string | undefined {
  const stopWords = new Set((settings.stop_words ?? []).map(fold))
  return matchExpression(query, search_type, { synonyms: synonymsOf(settings), stopWords })
}
