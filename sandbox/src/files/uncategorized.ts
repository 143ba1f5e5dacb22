import type { Place } from '../database/place.ts'
import { createRow } from '../database/rows.ts'
import { categories } from './tables.ts'

/**
 * The id of the category that files without one fall into, made with the first of them.
 *
 * @example
 * createRow(place, files, { category_unique_id: uncategorized(place), … })
 */
export function uncategorized(place: Place): string {
  const found = place.database.get<{ unique_id: string }>(
    "select unique_id from files_categories where tenant = ? and code = 'UNCATEGORIZED'",
    place.tenant,
  )
  const made = { name: 'Uncategorized', code: 'UNCATEGORIZED', display_order: 0 }
  return (found ?? createRow(place, categories, made, { status: 'active' })).unique_id
}
