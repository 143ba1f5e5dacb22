import type { RequestContext, SignedIn } from '../server/context.ts'
import { readUser } from './users.ts'

/**
 * The user of a session as they are now; `undefined` where the session has ended or the account is not active any more.
 *
 * @example
 * const user = sessionUser(context, claims.sub, claims.sid)
 */
export function sessionUser(where: Pick<RequestContext, 'database' | 'tenant'>, user: string, session_id: string): SignedIn | undefined {
  const row = readUser(where, user)
  const sql = 'select revoked_at from sessions where tenant = ? and unique_id = ? and user_id = ?'
  const session = where.database.get<{ revoked_at: string | null }>(sql, where.tenant, session_id, user)
  if (row === undefined || row.status !== 'active' || session === undefined || session.revoked_at !== null) return undefined
  const { unique_id, email, first_name, last_name, role } = row
  return { unique_id, email, first_name, last_name, role, session_id }
}
