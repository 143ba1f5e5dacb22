import { User } from '@blockstate/core/auth'
import { plain, record } from '../server/answer.ts'
import type { PlainAnswer } from '../server/answer.ts'
import { refuse } from '../server/refusal.ts'
import { accessSeconds, signAccessToken } from './accessToken.ts'
import type { TokenContext } from './accessToken.ts'
import { digestSecret, newSecret } from './secret.ts'
import type { SigningKey } from './signingKey.ts'
import { readUser, signedInUser, userRecord } from './users.ts'
import type { UserRow } from './users.ts'

const refreshMs = 30 * 24 * 60 * 60 * 1000

/** A pair of tokens as the API prints it. */
export interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
  readonly token_type: 'Bearer'
  /** Seconds the access token lives. */
  readonly expires_in: number
}

/** Tokens and the session they belong to. */
export interface Begun {
  readonly session: string
  readonly tokens: Tokens
}

/**
 * Begins a session: a new family of refresh tokens, its first pair, and the time of the sign-in on the user.
 *
 * @example
 * const { tokens } = await beginSession(context, key, user)
 */
export async function beginSession(context: TokenContext, key: SigningKey, user: UserRow): Promise<Begun> {
  const session = context.mint()
  const at = new Date(context.now()).toISOString()
  const refresh = context.database.transaction(() => {
    context.database.run(
      'insert into sessions (unique_id, tenant, user_id, created_at) values (?, ?, ?, ?)',
      session,
      context.tenant,
      user.unique_id,
      at,
    )
    context.database.run('update users set last_login_at = ? where tenant = ? and unique_id = ?', at, context.tenant, user.unique_id)
    return addRefreshToken(context, session)
  })
  return { session, tokens: await pair(context, key, user, session, refresh) }
}

/**
 * Trades a refresh token, which works once (seed 000), for a new pair.
 *
 * A second use is a sign of theft: it ends the whole session (RFC 9700, 4.14.2), unless it comes within the grace window, for clients that
 * lost the answer. Refuses unknown, used, expired and revoked tokens with 401 `invalid_refresh_token`.
 *
 * @example
 * const { session, user, tokens } = await rotate(context, key, input.refresh_token, 0)
 */
export async function rotate(
  context: TokenContext,
  key: SigningKey,
  token: string,
  graceSeconds: number,
): Promise<Begun & { user: UserRow }> {
  // The outcome leaves the transaction as a value: a throw inside would roll back the revocation it reports.
  const outcome = context.database.transaction(() => spend(context, token, graceSeconds))
  if (typeof outcome === 'string') refuse(401, 'invalid_refresh_token', 'Invalid refresh token', outcome)
  const { session, user, refresh } = outcome
  return { session, user, tokens: await pair(context, key, user, session, refresh) }
}

function spend(context: TokenContext, token: string, graceSeconds: number): { session: string; user: UserRow; refresh: string } | string {
  const { database, tenant } = context
  const now = context.now()
  const found = database.get<{
    session_id: string
    expires_at: number
    used_at: number | null
    user_id: string
    revoked_at: string | null
  }>(
    `select r.session_id, r.expires_at, r.used_at, s.user_id, s.revoked_at from refresh_tokens r
     join sessions s on s.tenant = r.tenant and s.unique_id = r.session_id where r.tenant = ? and r.digest = ?`,
    tenant,
    digestSecret(token),
  )
  if (found === undefined) return 'This refresh token is not known here.'
  if (found.revoked_at !== null) return 'The session of this refresh token has ended.'
  if (now >= found.expires_at) return 'This refresh token has expired.'
  if (found.used_at !== null && !(graceSeconds > 0 && now - found.used_at <= graceSeconds * 1000)) {
    endSession(context, found.session_id)
    return 'This refresh token has been used before; its session has been ended.'
  }
  const user = readUser(context, found.user_id)
  if (user === undefined || user.status !== 'active') return 'The account of this refresh token is not active.'
  database.run('update refresh_tokens set used_at = coalesce(used_at, ?) where tenant = ? and digest = ?', now, tenant, digestSecret(token))
  return { session: found.session_id, user, refresh: addRefreshToken(context, found.session_id) }
}

function addRefreshToken(context: TokenContext, session: string): string {
  const token = newSecret()
  context.database.run(
    'insert into refresh_tokens (tenant, digest, session_id, expires_at) values (?, ?, ?, ?)',
    context.tenant,
    digestSecret(token),
    session,
    context.now() + refreshMs,
  )
  return token
}

async function pair(context: TokenContext, key: SigningKey, user: UserRow, session: string, refresh: string): Promise<Tokens> {
  const access = await signAccessToken(context, key, user, session)
  return { access_token: access, refresh_token: refresh, token_type: 'Bearer', expires_in: accessSeconds }
}

/**
 * Ends a session: its access token and all its refresh tokens are refused from now on.
 *
 * @example
 * endSession(context, context.user.session_id)
 */
export function endSession({ database, tenant, now }: TokenContext, session: string): void {
  const at = new Date(now()).toISOString()
  database.run('update sessions set revoked_at = ? where tenant = ? and unique_id = ? and revoked_at is null', at, tenant, session)
}

/**
 * Ends all sessions of a user, but one where it is named.
 *
 * @example
 * endSessions(context, user.unique_id, context.user.session_id)
 */
export function endSessions({ database, tenant, now }: TokenContext, user: string, except = ''): void {
  const at = new Date(now()).toISOString()
  database.run(
    'update sessions set revoked_at = ? where tenant = ? and user_id = ? and unique_id <> ? and revoked_at is null',
    at,
    tenant,
    user,
    except,
  )
}

/**
 * A session as the API tells it: `data.type` is `session`, the tokens are its attributes, the user is linked and sent along.
 *
 * @example
 * return sessionAnswer(context, user.unique_id, await beginSession(context, key, user))
 */
export function sessionAnswer(
  context: TokenContext,
  userId: string,
  { session, tokens }: Begun,
  more: { mfa_verified?: true } = {},
): PlainAnswer {
  const user = signedInUser(context, userId)
  return plain(
    { ...tokens, ...more },
    {
      type: 'session',
      id: session,
      relationships: { user: { type: 'user', id: user.unique_id } },
      included: [record(User, userRecord(user))],
    },
  )
}
