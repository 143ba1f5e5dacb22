import type { RecordOf } from '@blockstate/core/describe'
import type { Customer } from '@blockstate/core/rewards'
import { readUser } from '../auth/users.ts'
import { isTaken } from '../database/isTaken.ts'
import type { Place } from '../database/place.ts'
import { createRow, findRow, instant } from '../database/rows.ts'
import { customers } from './tables.ts'

/**
 * A customer with points and tier. A user of the app becomes one when first asked about. Throws a 404 refusal where there is neither.
 *
 * @example
 * const { total_points } = findCustomer(context, input.unique_id)
 */
export function findCustomer(place: Place, id: string): RecordOf<typeof Customer> {
  const user = isTaken(place, customers, id) ? undefined : readUser(place, id)
  if (user === undefined) return findRow(place, customers, id)
  const name = [user.first_name, user.last_name].filter((part) => part !== null).join(' ') || user.email
  return createRow(place, customers, {}, { unique_id: id, name, email: user.email, joined_at: instant(place.now()) })
}
