import type { RecordOf } from '@blockstate/core/describe'
import type { SearchDocument } from '@blockstate/core/search'
import type { Place } from '../database/place.ts'
import { instant } from '../database/rows.ts'
import { slugify } from '../server/slugify.ts'
import { compileSchema } from './contentSchema.ts'
import type { ContentCheck } from './contentSchema.ts'
import { addText, removeText } from './fullText.ts'
import { indexOf } from './indexes.ts'
import type { StoredIndex } from './indexes.ts'

/** A document as a caller gives it. */
export interface GivenDocument extends Pick<
  RecordOf<typeof SearchDocument>,
  'unique_id' | 'entity_type' | 'entity_alias' | 'entity_source' | 'content'
> {}

/** Adds documents, one after the other. */
export interface DocumentWriter {
  /** What the document's index says against its content; nothing where it may be added. */
  mistake(document: Pick<GivenDocument, 'entity_type' | 'content'>): string | undefined
  /** Adds a document, or puts it in the place of the one with its id. Check it first. */
  put(document: GivenDocument): void
}

/**
 * Writes documents of any types; indexes and schemas are looked up once. Use it inside one transaction.
 *
 * @example
 * const writer = documentWriter(context)
 * writer.put({ unique_id: 'b1', entity_type: 'book', content: { title: 'Tides' } })
 */
export function documentWriter(place: Place): DocumentWriter {
  const known = new Map<string, { index: StoredIndex; check: ContentCheck | undefined }>()
  const of = (type: string): { index: StoredIndex; check: ContentCheck | undefined } => {
    const found = known.get(type)
    if (found !== undefined) return found
    const index = indexOf(place, type)
    const compiled = index.enforce_validation === true && index.schema != null ? compileSchema(index.schema) : undefined
    const made = { index, check: compiled !== undefined && 'check' in compiled ? compiled.check : undefined }
    known.set(type, made)
    return made
  }
  return {
    mistake: ({ entity_type, content }) => of(entity_type).check?.(content),
    put: (document) => {
      const before = storedAt(place, document.unique_id)
      if (before !== undefined) removeText(place, of(before.entity_type).index, before.seq)
      addText(place, of(document.entity_type).index, store(place, document), document)
    },
  }
}

/**
 * Takes a document out; answers whether there was one. Call it inside a transaction.
 *
 * @example
 * removeDocument(context, 'b1') // true
 */
export function removeDocument(place: Place, id: string): boolean {
  const before = storedAt(place, id)
  if (before === undefined) return false
  removeText(place, indexOf(place, before.entity_type), before.seq)
  place.database.run('delete from search_documents where tenant = ? and unique_id = ?', place.tenant, id)
  return true
}

function storedAt({ database, tenant }: Place, id: string): { seq: number; entity_type: string } | undefined {
  return database.get('select seq, entity_type from search_documents where tenant = ? and unique_id = ?', tenant, id)
}

function store(place: Place, { unique_id, entity_type, entity_alias, entity_source, content }: GivenDocument): number {
  const { database, tenant } = place
  const at = instant(place.now())
  const row = database.get<{ seq: number }>(
    `insert into search_documents (tenant, unique_id, entity_type, entity_alias, entity_source, content, slug, status, created_at, updated_at)
     values (?, ?, ?, ?, ?, ?, ?, 'active', ?, ?)
     on conflict (tenant, unique_id) do update set entity_type = excluded.entity_type, entity_alias = excluded.entity_alias,
       entity_source = excluded.entity_source, content = excluded.content, slug = excluded.slug, updated_at = excluded.updated_at
     returning seq`,
    tenant,
    unique_id,
    entity_type,
    entity_alias ?? null,
    entity_source ?? null,
    JSON.stringify(content),
    slugOf(place, unique_id, entity_alias),
    at,
    at,
  )
  if (row === undefined) throw new Error(`document ${unique_id} was not stored`)
  return row.seq
}

/** The alias as an address; with the beginning of the id where another document has it, the id where nothing of the alias is left. */
function slugOf({ database, tenant }: Place, id: string, alias = ''): string {
  const slug = slugify(alias)
  if (slug === '') return id
  const sql = 'select 1 from search_documents where tenant = ? and slug = ? and unique_id <> ?'
  return database.get(sql, tenant, slug, id) === undefined ? slug : `${slug}-${id.slice(0, 8)}`
}
