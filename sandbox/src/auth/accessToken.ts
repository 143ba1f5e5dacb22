import { SignJWT, errors, jwtVerify } from 'jose'
import type { RequestContext, SignedIn } from '../server/context.ts'
import { refuse } from '../server/refusal.ts'
import { sessionUser } from './sessionUser.ts'
import type { SigningKey } from './signingKey.ts'
import type { UserRow } from './users.ts'

/** Seconds an access token lives: 24 hours (seed 000). */
export const accessSeconds = 24 * 60 * 60

const issuer = 'https://auth.blockstate.sandbox'

/** What issuing and checking tokens needs of a request. */
export type TokenContext = Pick<RequestContext, 'database' | 'tenant' | 'now' | 'mint'>

/**
 * Signs an access token: an RS256 JWT of 24 hours with the deployed API's claims, for one tenant (`aud`) and one session (`sid`).
 *
 * @example
 * const token = await signAccessToken(context, key, user, session.unique_id)
 */
export async function signAccessToken(context: TokenContext, key: SigningKey, user: UserRow, session: string): Promise<string> {
  const seconds = Math.floor(context.now() / 1000)
  const name = [user.first_name, user.last_name].filter((part) => part !== null).join(' ')
  return new SignJWT({ sid: session, email: user.email, name, user_unique_id: user.unique_id, scopes: ['user'], role: user.role })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid })
    .setSubject(user.unique_id)
    .setIssuer(issuer)
    .setAudience(context.tenant)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + accessSeconds)
    .setJti(context.mint())
    .sign(key.sign)
}

/**
 * Tells who sends a request, by its bearer token.
 *
 * Refuses with 401 `token_missing`, `token_invalid` (not ours, another tenant's, tampered with), `token_expired`, or `token_revoked` (its
 * session has ended; seed 000: a logout invalidates the token).
 *
 * @example
 * const user = await authenticateBearer(context, key)
 */
export async function authenticateBearer(context: RequestContext, key: SigningKey): Promise<SignedIn> {
  const header = context.request.headers.get('authorization')
  if (header === null) unauthorized('token_missing', "Send the access token in the header 'Authorization: Bearer …'.")
  const [, token] = /^bearer +(\S+)$/i.exec(header.trim()) ?? []
  if (token === undefined) unauthorized('token_invalid', "The header 'Authorization' holds no bearer token.")
  const { sub, sid } = await verifiedClaims(token, context, key)
  const user = sessionUser(context, String(sub), String(sid))
  return user ?? unauthorized('token_revoked', 'The session of this access token has ended.')
}

async function verifiedClaims(token: string, context: RequestContext, key: SigningKey): Promise<{ readonly [claim: string]: unknown }> {
  try {
    const options = { algorithms: ['RS256'], issuer, audience: context.tenant, currentDate: new Date(context.now()) }
    return (await jwtVerify(token, key.verify, options)).payload
  } catch (error) {
    if (error instanceof errors.JWTExpired)
      unauthorized('token_expired', 'The access token has expired; trade the refresh token for a new one.')
    unauthorized('token_invalid', 'The access token was not issued here for this app id.')
  }
}

function unauthorized(code: string, detail: string): never {
  refuse(401, code, 'Unauthorized', detail, { 'www-authenticate': 'Bearer' })
}
