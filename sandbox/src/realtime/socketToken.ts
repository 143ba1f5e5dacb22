import { digestSecret, newSecret } from '../auth/secret.ts'
import { sessionUser } from '../auth/sessionUser.ts'
import type { Place } from '../database/place.ts'
import type { SignedIn } from '../server/context.ts'

/** Milliseconds in which a socket must be opened with it: one minute. */
const LIFE = 60_000

type Where = Pick<Place, 'database' | 'tenant' | 'now'>

/**
 * Makes a token that opens one socket of a user once. It is no access token: it stands in an address, which logs keep.
 *
 * @returns the token, and when it ends, in milliseconds since 1970
 *
 * @example
 * const { token, expires_at } = makeSocketToken(context, context.user)
 */
export function makeSocketToken({ database, tenant, now }: Where, user: SignedIn): { readonly token: string; readonly expires_at: number } {
  const token = newSecret()
  const expires_at = now() + LIFE
  database.run('delete from realtime_socket_tokens where expires_at <= ?', now())
  const sql = 'insert into realtime_socket_tokens (tenant, digest, user_unique_id, session_id, expires_at) values (?, ?, ?, ?, ?)'
  database.run(sql, tenant, digestSecret(token), user.unique_id, user.session_id, expires_at)
  return { token, expires_at }
}

/**
 * Spends a token: answers whose socket it opens; `undefined` where it is unknown to this app id, spent or over, or its session has ended.
 *
 * @example
 * const user = spendSocketToken({ database, tenant: 'demo', now }, token)
 */
export function spendSocketToken({ database, tenant, now }: Where, token: string): SignedIn | undefined {
  const digest = digestSecret(token)
  const sql = 'select user_unique_id, session_id, expires_at from realtime_socket_tokens where tenant = ? and digest = ?'
  const found = database.get<{ user_unique_id: string; session_id: string; expires_at: number }>(sql, tenant, digest)
  database.run('delete from realtime_socket_tokens where tenant = ? and digest = ?', tenant, digest)
  if (found === undefined || found.expires_at <= now()) return undefined
  return sessionUser({ database, tenant }, found.user_unique_id, found.session_id)
}
