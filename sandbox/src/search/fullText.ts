import type { RecordOf } from '@blockstate/core/describe'
import type { SearchDocument } from '@blockstate/core/search'
import type { Place } from '../database/place.ts'
import { textOf, valueAt } from './fieldPath.ts'
import { searchedColumns } from './indexSettings.ts'
import type { IndexSettings } from './indexSettings.ts'

/** An index as its full-text tables need it. Each has tables of its own, so that no score depends on what others hold. */
export interface TextIndex {
  readonly seq: number
  readonly name: string
  readonly settings: IndexSettings
}

type Written = Pick<RecordOf<typeof SearchDocument>, 'entity_alias' | 'content'>

/**
 * The table of what an index's documents say. Its name holds a number of ours and nothing of a request.
 *
 * @example
 * wordsTable({ seq: 7 }) // 'search_words_7'
 */
export function wordsTable({ seq }: Pick<TextIndex, 'seq'>): string {
  return `search_words_${seq}`
}

/**
 * The table of what an index's documents are called, for completion while it is typed.
 *
 * @example
 * namesTable({ seq: 7 }) // 'search_names_7'
 */
export function namesTable({ seq }: Pick<TextIndex, 'seq'>): string {
  return `search_names_${seq}`
}

/**
 * Makes an index's full-text tables anew, and fills them with its documents: English stems for words, plain beginnings for names; accents
 * do not count. Call it inside a transaction.
 *
 * @example
 * rebuildText(place, { seq: 7, name: 'book', settings: { searchable_fields: ['title'] } })
 */
export function rebuildText(place: Place, index: TextIndex): void {
  const { database, tenant } = place
  const columns = searchedColumns(index.settings).map((_, at) => `c${at}`)
  database.script(`
    drop table if exists ${wordsTable(index)}; drop table if exists ${namesTable(index)};
    create virtual table ${wordsTable(index)} using fts5(${columns.join(', ')}, tokenize = 'porter unicode61 remove_diacritics 2');
    create virtual table ${namesTable(index)} using fts5(name, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2');`)
  const rows = database.all<{ seq: number; entity_alias: string | null; content: string }>(
    'select seq, entity_alias, content from search_documents where tenant = ? and entity_type = ?',
    tenant,
    index.name,
  )
  for (const { seq, entity_alias, content } of rows) {
    // Stored by us, from an object.
    const parsed = JSON.parse(content) as Written['content']
    addText(place, index, seq, { content: parsed, ...(entity_alias === null ? {} : { entity_alias }) })
  }
}

/**
 * Adds what a document says to its index. Call it inside a transaction, after {@link removeText} where it was there before.
 *
 * @example
 * addText(place, index, 12, { entity_alias: 'Tides', content: { text: 'Two a day.' } })
 */
export function addText({ database }: Place, index: TextIndex, seq: number, { entity_alias = '', content }: Written): void {
  const texts = searchedColumns(index.settings).map(({ field }) => {
    if (field === null) return entity_alias
    return textOf(field === '' ? content : valueAt(content, field))
  })
  const marks = texts.map(() => '?').join(', ')
  database.run(`insert into ${wordsTable(index)} (rowid, ${texts.map((_, at) => `c${at}`).join(', ')}) values (?, ${marks})`, seq, ...texts)
  database.run(`insert into ${namesTable(index)} (rowid, name) values (?, ?)`, seq, nameOf(entity_alias, content))
}

/**
 * Takes a document out of its index. Call it inside a transaction.
 *
 * @example
 * removeText(place, index, 12)
 */
export function removeText({ database }: Place, index: Pick<TextIndex, 'seq'>, seq: number): void {
  database.run(`delete from ${wordsTable(index)} where rowid = ?`, seq)
  database.run(`delete from ${namesTable(index)} where rowid = ?`, seq)
}

function nameOf(alias: string, content: Written['content']): string {
  return alias !== '' ? alias : textOf(content['name'] ?? content['title'])
}
