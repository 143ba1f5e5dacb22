import type { Place } from '../database/place.ts'
import { readUser } from './users.ts'

/**
 * What is wrong with a body field that names a user of this tenant; `undefined` where it names one, or nobody at all.
 *
 * @example
 * refuseFields(context, { owner_unique_id: unknownUser(context, input.owner_unique_id) })
 */
export function unknownUser(place: Place, id: string | null | undefined): string | undefined {
  return id === undefined || id === null || readUser(place, id) !== undefined ? undefined : 'names no user here'
}
