import type { Place } from '../database/place.ts'
import { createRow } from '../database/rows.ts'
import { tags } from './tables.ts'

/**
 * The names of tags as they are kept, each once: a tag is named by its id, or by its name in any case. Those that are not there are made.
 * Blank names are left out.
 *
 * @example
 * tagNames(context, ['Sea', 'sea ', 'boat']) // ['Sea', 'boat']
 */
export function tagNames(place: Place, given: readonly string[]): string[] {
  const names = given
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => {
      const sql = 'select name from assets_tags where tenant = ? and (unique_id = ? or name = ?)'
      const found = place.database.get<{ name: string }>(sql, place.tenant, name, name)
      return (found ?? createRow(place, tags, { name })).name
    })
  return [...new Set(names)]
}
