import { refuseParameter } from '../server/refuseParameter.ts'
import { fieldPlace } from './fieldPath.ts'
import type { Condition } from './filters.ts'
import type { StoredIndex } from './indexes.ts'

/** What a result calls its document. */
const ids: ReadonlySet<string> = new Set(['unique_id', 'key', 'entity_unique_id'])

/**
 * Reads `sort=-score,content.year` as SQL over `d` and `f`. A field of the content may be sorted by where an index asked names it among its
 * `sort_fields`, or names none. Refuses others with 422.
 *
 * @example
 * sortOrder(indexes, '-content.year').sql // 'json_extract(d.content, ?) desc'
 */
export function sortOrder(indexes: readonly StoredIndex[], sort = '-score'): Condition {
  const parts = sort.split(',').map((part): Condition => {
    const name = part.replace(/^-/, '')
    const down = part.startsWith('-') ? ' desc' : ''
    if (name === 'score') return { sql: `f.score${down}`, values: [] }
    if (ids.has(name)) return { sql: `d.unique_id${down}`, values: [] }
    const place = fieldPlace(name)
    if (place === undefined) return refuseParameter('sort', `'${name}' is no field to sort by`)
    if ('column' in place) return { sql: `d."${place.column}"${down}`, values: [] }
    const named = [name, `content.${name}`]
    const may = indexes.some(({ settings: { sort_fields } }) => sort_fields === undefined || sort_fields.some((one) => named.includes(one)))
    if (!may) refuseParameter('sort', `'${name}' is not among the sort_fields of any index asked`)
    return { sql: `json_extract(d.content, ?)${down}`, values: [place.path] }
  })
  return { sql: parts.map(({ sql }) => sql).join(', '), values: parts.flatMap(({ values }) => values) }
}
