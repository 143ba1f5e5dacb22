import type { Resource } from '@blockstate/core/describe'
import type { Place, Rows } from './rows.ts'

/**
 * Does the tenant have a record with this id?
 *
 * @example
 * if (isTaken(context, entities, input.id)) refuse(409, 'conflict', …)
 */
export function isTaken({ database, tenant }: Place, { table }: Rows<Resource>, id: string): boolean {
  return database.get(`select 1 from "${table}" where tenant = ? and unique_id = ?`, tenant, id) !== undefined
}
