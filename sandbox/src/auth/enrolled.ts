import type { RecordOf, Resource } from '@blockstate/core/describe'
import { isTaken } from '../database/isTaken.ts'
import type { SqlValue } from '../database/openDatabase.ts'
import type { Place } from '../database/place.ts'
import { createRow, findRow } from '../database/rows.ts'
import type { Table } from '../database/table.ts'
import { readUser } from './users.ts'

/**
 * The record of a person in a block's own table, which has the columns `name` and `email`. A user of the app is entered there, under
 * their own id, when first asked about. Throws a 404 refusal where there is neither record nor user.
 *
 * @example
 * const { name } = enrolled(context, customers, input.customer_unique_id)
 */
export function enrolled<R extends Resource>(
  place: Place,
  table: Table<R>,
  id: string,
  beside: Readonly<Record<string, SqlValue>> = {},
): RecordOf<R> {
  const user = isTaken(place, table, id) ? undefined : readUser(place, id)
  if (user === undefined) return findRow(place, table, id)
  const name = [user.first_name, user.last_name].filter((part) => part !== null).join(' ') || user.email
  return createRow(place, table, {}, { unique_id: id, name, email: user.email, ...beside })
}
