import type { Place } from '../database/place.ts'
import { notFound } from '../database/rows.ts'
import { readUser } from './users.ts'
import type { UserRow } from './users.ts'

/**
 * The user with this id in the tenant, for blocks whose routes and fields name one. Throws a 404 refusal where there is none.
 *
 * @example
 * const { email } = knownUser(context, input.user_unique_id)
 */
export function knownUser(place: Place, id: string): UserRow {
  return readUser(place, id) ?? notFound('User', id)
}
