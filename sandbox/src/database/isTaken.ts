import type { Place } from './place.ts'
import type { Table } from './table.ts'

/**
 * Does the tenant have a record with this id?
 *
 * @example
 * if (isTaken(context, entities, input.id)) refuse(409, 'conflict', …)
 */
export function isTaken({ database, tenant }: Place, { table }: Table, id: string): boolean {
  return database.get(`select 1 from "${table}" where tenant = ? and unique_id = ?`, tenant, id) !== undefined
}
