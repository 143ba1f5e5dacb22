import { User, getProfile, updateProfile } from '@blockstate/core/auth'
import { record } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import type { Handled } from '../server/handle.ts'
import { signedInUser, userRecord } from './users.ts'

/**
 * The signed-in user: read, change.
 *
 * @example
 * const handlers = profileHandlers()
 */
export function profileHandlers(): Handled[] {
  return [
    handle(getProfile, (context) => record(User, userRecord(signedInUser(context, context.user.unique_id)))),

    handle(updateProfile, (context, input) => {
      const { database, tenant, user } = context
      database.run(
        `update users set first_name = coalesce(?, first_name), last_name = coalesce(?, last_name), updated_at = ?
         where tenant = ? and unique_id = ?`,
        input.first_name ?? null,
        input.last_name ?? null,
        new Date(context.now()).toISOString(),
        tenant,
        user.unique_id,
      )
      return record(User, userRecord(signedInUser(context, user.unique_id)))
    }),
  ]
}
