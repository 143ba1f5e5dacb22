import type { RecordOf } from '@blockstate/core/describe'
import type { Customer } from '@blockstate/core/rewards'
import { enrolled } from '../auth/enrolled.ts'
import type { Place } from '../database/place.ts'
import { instant } from '../database/rows.ts'
import { customers } from './tables.ts'

/**
 * A customer with points and tier. A user of the app becomes one when first asked about. Throws a 404 refusal where there is neither.
 *
 * @example
 * const { total_points } = findCustomer(context, input.unique_id)
 */
export function findCustomer(place: Place, id: string): RecordOf<typeof Customer> {
  return enrolled(place, customers, id, { joined_at: instant(place.now()) })
}
