import type { Resource } from '@blockstate/core/describe'
import type { Place, Rows } from './rows.ts'

/**
 * Is an id that a caller chose in use already?
 *
 * @example
 * findTaken(context, entities, input.id)
 */
export function findTaken({ database, tenant }: Place, { table }: Rows<Resource>, id: string): boolean {
  return database.get(`select 1 from "${table}" where tenant = ? and unique_id = ?`, tenant, id) !== undefined
}
