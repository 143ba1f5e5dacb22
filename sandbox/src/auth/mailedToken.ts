import type { RequestContext } from '../server/context.ts'
import { digestSecret, newSecret } from './secret.ts'

type Where = Pick<RequestContext, 'database' | 'tenant' | 'now'>

/** What a mailed token is for. One kind never stands in for the other. */
export type MailedKind = 'password_reset' | 'magic_link'

/**
 * Makes a token to be mailed, for one use within `lifeMs` milliseconds. Those of the same kind mailed before are void from now on.
 *
 * @example
 * const token = makeMailedToken(context, 'magic_link', user.unique_id, 15 * 60_000)
 */
export function makeMailedToken({ database, tenant, now }: Where, kind: MailedKind, userId: string, lifeMs: number): string {
  const token = newSecret()
  database.run('delete from mailed_tokens where tenant = ? and kind = ? and user_id = ?', tenant, kind, userId)
  database.run(
    'insert into mailed_tokens (tenant, digest, kind, user_id, expires_at) values (?, ?, ?, ?, ?)',
    tenant,
    digestSecret(token),
    kind,
    userId,
    now() + lifeMs,
  )
  return token
}

/**
 * Spends a mailed token: answers whose it was, `undefined` where it is unknown, over, or spent.
 *
 * @example
 * const userId = spendMailedToken(context, 'magic_link', input.token)
 */
export function spendMailedToken({ database, tenant, now }: Where, kind: MailedKind, token: string): string | undefined {
  const digest = digestSecret(token)
  const found = database.get<{ user_id: string }>(
    'select user_id from mailed_tokens where tenant = ? and digest = ? and kind = ? and expires_at > ? and used_at is null',
    tenant,
    digest,
    kind,
    now(),
  )
  if (found !== undefined) database.run('update mailed_tokens set used_at = ? where tenant = ? and digest = ?', now(), tenant, digest)
  return found?.user_id
}
