import { isTaken } from '../database/isTaken.ts'
import type { Place } from '../database/place.ts'
import type { Table } from '../database/table.ts'

/**
 * What is wrong with a body field that names a record of this tenant; `undefined` where it names one, or none at all.
 *
 * @example
 * unknownRecord(context, companies, input.account_id) // 'names no company here'
 */
export function unknownRecord(place: Place, table: Table, id: string | null | undefined): string | undefined {
  const known = id === undefined || id === null || isTaken(place, table, id)
  return known ? undefined : `names no ${table.called.toLowerCase()} here`
}
