import { bulkIndex, deleteDocument, getDocument, indexDocument, listDocuments, SearchDocument } from '@blockstate/core/search'
import { equalTo } from '../database/equalTo.ts'
import { findRow, notFound } from '../database/rows.ts'
import { nothing, page, plain, record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { refuseBlank } from '../server/refuseBlank.ts'
import { refuseParameter } from '../server/refuseParameter.ts'
import { documentWriter, removeDocument } from './documents.ts'
import type { DocumentWriter, GivenDocument } from './documents.ts'
import { foundIn, pageOf } from './find.ts'
import { searchedIndexes } from './indexes.ts'
import { documents } from './tables.ts'

/** So many rows are taken in one call. */
const most = 10_000

type GivenRow = { readonly [K in keyof GivenDocument]?: unknown }

/** Documents: added, replaced and removed under ids that callers choose. */
export const documentHandlers = [
  handle(listDocuments, (context, input) => {
    const { entity_type, filter, sort, ...paged } = input
    // An empty search box asks for everything.
    const search = input.search?.trim() === '' ? undefined : input.search
    if (search !== undefined && search.length > 1000) refuseParameter('search', 'search is longer than 1000 characters')
    // In the order of how well they fit only where nobody asked for another.
    if (search === undefined || sort !== undefined || filter !== undefined) {
      const given = { ...paged, search: undefined, ...(filter === undefined ? {} : { filter }), ...(sort === undefined ? {} : { sort }) }
      if (search === undefined) return answerPage(context, documents, given, equalTo({ entity_type }))
      const { sql, values } = foundIn(context, searchedIndexes(context, entity_type), { query: search })
      return answerPage(context, documents, given, { where: `seq in (select seq from (${sql}))`, values })
    }
    const { found, total } = pageOf(context, foundIn(context, searchedIndexes(context, entity_type), { query: search }), context.paging)
    return page(
      SearchDocument,
      found.map(({ document }) => document),
      { total },
    )
  }),
  handle(getDocument, (context, { id }) => {
    const sql = 'select unique_id from search_documents where tenant = ? and (unique_id = ? or slug = ?) order by unique_id = ? desc'
    const named = context.database.get<{ unique_id: string }>(sql, context.tenant, id, id, id)
    return record(SearchDocument, named === undefined ? notFound('Document', id) : findRow(context, documents, named.unique_id))
  }),
  handle(indexDocument, (context, { id, ...given }) => {
    const { entity_type } = given
    refuseBlank(context, { entity_type })
    return context.database.transaction(() => {
      const writer = documentWriter(context)
      const wrong = writer.mistake(given)
      if (wrong !== undefined) {
        const detail = `The document does not fit the schema of '${entity_type}': ${wrong}. Change it, or the schema of the index.`
        refuse(422, 'schema_validation_error', 'Schema Validation Error', detail)
      }
      writer.put({ ...given, unique_id: id })
      return record(SearchDocument, findRow(context, documents, id))
    })
  }),
  handle(bulkIndex, (context, { entities }) => {
    if (entities.length > most) {
      refuse(413, 'too_many', 'Too Many Documents', `${entities.length} documents came at once, ${most} are the most; send them in parts.`)
    }
    if (entities.length === 0) refuseField(context.pointer('entities'), 'entities holds no document')
    return context.database.transaction(() => {
      const writer = documentWriter(context)
      const details = entities.flatMap((given, row) => {
        const read = readRow(writer, given)
        if ('document' in read) writer.put(read.document)
        return 'document' in read ? [] : [{ row, unique_id: typeof given.unique_id === 'string' ? given.unique_id : null, ...read }]
      })
      return plain({ indexed: entities.length - details.length, errors: details.length, error_details: details }, { type: 'batch_result' })
    })
  }),
  handle(deleteDocument, (context, { id }) =>
    context.database.transaction(() => {
      if (!removeDocument(context, id)) notFound('Document', id)
      return nothing()
    }),
  ),
]

/** A row of many: the document it holds, or why it holds none. */
function readRow(
  writer: DocumentWriter,
  { unique_id, entity_type, entity_alias, entity_source, content }: GivenRow,
): { document: GivenDocument } | { title: string; detail: string } {
  if (typeof unique_id !== 'string' || unique_id.trim() === '') return { title: 'Invalid field', detail: 'unique_id is required' }
  if (typeof entity_type !== 'string' || entity_type.trim() === '') return { title: 'Invalid field', detail: 'entity_type is required' }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return { title: 'Invalid field', detail: 'content must be an object' }
  }
  const told = { unique_id, entity_type, content: content as GivenDocument['content'] }
  const wrong = writer.mistake(told)
  if (wrong !== undefined) return { title: 'Schema Validation Error', detail: wrong }
  return {
    document: {
      ...told,
      ...(typeof entity_alias === 'string' ? { entity_alias } : {}),
      ...(typeof entity_source === 'string' ? { entity_source } : {}),
    },
  }
}
