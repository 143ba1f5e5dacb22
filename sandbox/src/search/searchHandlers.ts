import { autocomplete, getFacets, search, SearchDocument, SearchResult } from '@blockstate/core/search'
import type { RecordOf } from '@blockstate/core/describe'
import { fromColumns } from '../database/fromColumns.ts'
import type { Place } from '../database/place.ts'
import { list, page, plain } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { refuseField } from '../server/refusal.ts'
import { refuseBlank } from '../server/refuseBlank.ts'
import { refuseParameter } from '../server/refuseParameter.ts'
import { facetOf } from './facets.ts'
import { excerpts, foundIn, pageOf, resultId } from './find.ts'
import type { Condition } from './filters.ts'
import { namesTable } from './fullText.ts'
import { searchedIndexes } from './indexes.ts'
import type { StoredIndex } from './indexes.ts'
import { prefixExpression } from './queryTerms.ts'
import { sortOrder } from './sortOrder.ts'

type Result = RecordOf<typeof SearchResult>
type Document = RecordOf<typeof SearchDocument>

/** Longer queries are refused: nobody typed them. */
const longest = 1000

/** Finding: by words, by the beginning of a name, and counted by fields. */
export const searchHandlers = [
  handle(search, (context, input) => {
    const { query, search_type = 'narrow', filter = {} } = input
    refuseBlank(context, { query })
    if (query.length > longest) refuseField(context.pointer('query'), `query is longer than ${longest} characters`)
    const began = context.now()
    const indexes = askedIndexes(context, input.entity_type, (detail) => refuseField(context.pointer('entity_type'), detail))
    const wanted = { query, search_type, include: { ...filter, ...input.include }, exclude: input.exclude }
    const { found, total } = pageOf(context, foundIn(context, indexes, wanted), context.paging, sortOrder(indexes, input.sort))
    const texts = excerpts(context, indexes, wanted, found)
    const rows = found.map(({ document, seq, score }) => result(document, { question: query, content: texts.get(seq) ?? '', score }))
    return page(SearchResult, rows, { total, meta: { query, search_type, elapsed_time: (context.now() - began) / 1000 } })
  }),
  handle(autocomplete, (context, { q, limit = 10, entity_type }) => {
    if (q.trim() === '') refuseParameter('q', 'q must not be blank')
    if (limit < 1 || limit > 50) refuseParameter('limit', 'limit must be from 1 to 50')
    const indexes = askedIndexes(context, entity_type, (detail) => refuseParameter('entity_type', detail))
    return list(SearchResult, suggestions(context, indexes, q, limit))
  }),
  handle(getFacets, (context, input) => {
    const { facets, limit = 20, query } = input
    refuseBlank(context, { query })
    if (query !== undefined && query.length > longest) refuseField(context.pointer('query'), `query is longer than ${longest} characters`)
    if (limit < 1 || limit > 1000) refuseField(context.pointer('limit'), 'limit must be from 1 to 1000')
    const began = context.now()
    const indexes = askedIndexes(context, input.entity_type, (detail) => refuseField(context.pointer('entity_type'), detail))
    const counted = facets.map(
      (field, at) =>
        facetOf(context, indexes, input, { field, limit }) ??
        refuseField(context.pointer(`facets/${at}`), `'${field}' is not among the facet_fields of any index asked`),
    )
    const { sql, values } = foundIn(context, indexes, input)
    const total = context.database.get<{ total: number }>(`select count(*) as total from (${sql})`, ...values)?.total ?? 0
    return plain({ facets: counted, total_records: total, elapsed_time: (context.now() - began) / 1000 }, { type: 'search_facets' })
  }),
]

function askedIndexes(place: Place, type: string | undefined, refuse: (detail: string) => never): StoredIndex[] {
  const indexes = searchedIndexes(place, type)
  return type !== undefined && indexes.length === 0
    ? refuse(`there is no index '${type}'; create it or index a document of that type`)
    : indexes
}

function result(
  { content: _, slug: __, status: ___, ...document }: Document,
  { question, content, score }: { question: string; content: string; score: number },
): Result {
  const { unique_id } = document
  return {
    ...document,
    unique_id: resultId(question, unique_id),
    key: unique_id,
    entity_unique_id: unique_id,
    content,
    score: Math.round(score * 1e6) / 1e6,
  }
}

/** Short names first among those that fit alike: who typed three letters rarely means the longest. */
function suggestions(place: Place, indexes: readonly StoredIndex[], typed: string, limit: number): Result[] {
  const expression = prefixExpression(typed.slice(0, 200))
  if (expression === undefined || indexes.length === 0) return []
  const parts = indexes.map((index): Condition => {
    const table = namesTable(index)
    return {
      sql: `select d.*, ${table}.name as name, -bm25(${table}) as score from ${table} join search_documents d on d.seq = ${table}.rowid
            where ${table} match ? and d.tenant = ?`,
      values: [expression, place.tenant],
    }
  })
  const rows = place.database.all<{ name: string; score: number }>(
    `select * from (${parts.map(({ sql }) => sql).join(' union all ')}) order by length(name), name, seq limit ?`,
    ...parts.flatMap(({ values }) => values),
    limit,
  )
  return rows.map((row) => result(fromColumns(SearchDocument, row), { question: `^${typed}`, content: row.name, score: row.score }))
}
