import type { Challenge, TokenGrant } from '../wire/tokens.ts'
import { isObject, parseJson } from '../wire/json.ts'
import type { BlockstateError } from '../wire/error.ts'
import type { Fields } from '../wire/request.ts'

/** Who is signed in, as far as anybody tells. Where `user` is missing it is not known yet: read the profile. */
export type SessionUser = Fields & { readonly unique_id: string }

/** Who is at the keyboard. A union on `status`: a user exists only where somebody is signed in. */
export type SessionState =
  | { readonly status: 'anonymous'; readonly error?: BlockstateError }
  | { readonly status: 'authenticating' }
  | { readonly status: 'mfa_required'; readonly challenge: Challenge; readonly error?: BlockstateError }
  | { readonly status: 'authenticated'; readonly user: SessionUser | null; readonly expiresAt: number | null }
  | { readonly status: 'expired'; readonly error: BlockstateError }

/** What is kept of a session between page loads, and shared by all tabs. Times are milliseconds since 1970 by the server's clock. */
export interface SessionRecord {
  readonly version: 2
  /** Made with the sign-in, and the same until the session ends, however often its tokens are renewed. */
  readonly session: string
  /** Grows with every new token pair, so that a late writer knows it is late. */
  readonly generation: number
  readonly accessToken: string
  readonly refreshToken: string | null
  readonly grantedAt: number
  /** `null` where not told. */
  readonly expiresAt: number | null
  /** By how many milliseconds the server's clock is ahead of that of whoever stored this. */
  readonly skew: number
  readonly user: SessionUser | null
}

/** What a grant follows on: the record it renews, or the name of a session that begins. */
export type Before = Pick<SessionRecord, 'session' | 'generation'> & Partial<SessionRecord>

/** The server's time as far as it is known here, and how far it is ahead of ours. */
export interface ServerTime {
  readonly now: number
  readonly skew: number
}

/**
 * The record a grant makes of the one before.
 *
 * A grant without a refresh token keeps the old one only when it renews the same session: single-use tokens are replaced together.
 *
 * @example
 * granted({ session: mint(), generation: 0 }, { accessToken: 'a', refreshToken: 'r', expiresIn: 86400 }, user, { now: Date.now(), skew: 0 })
 */
export function granted(before: Before, grant: TokenGrant, user: SessionUser | null, { now, skew }: ServerTime): SessionRecord {
  return {
    version: 2,
    session: before.session,
    generation: before.generation + 1,
    accessToken: grant.accessToken,
    refreshToken: grant.refreshToken ?? before.refreshToken ?? null,
    grantedAt: now,
    expiresAt: grant.expiresIn === null ? null : now + grant.expiresIn * 1000,
    skew,
    user: user ?? before.user ?? null,
  }
}

/** A request that is sent in the last 10 s of a token, or in the last tenth of a short one, might arrive too late. */
const CLOSE = 10_000

/** Is the access token past its life, or so close that a request might arrive too late? */
export function isSpent({ grantedAt, expiresAt }: SessionRecord, now: number): boolean {
  return expiresAt !== null && expiresAt - Math.min(CLOSE, (expiresAt - grantedAt) / 10) <= now
}

/**
 * Reads a stored record. `null` for anything that is not one: a broken or foreign entry is discarded, not obeyed.
 *
 * @example
 * readSessionRecord(localStorage.getItem(key))
 */
export function readSessionRecord(text: string | null): SessionRecord | null {
  const value = parseJson(text ?? '')
  if (!isObject(value)) return null
  const sound = (name: string, type: string): boolean => value[name] === null || typeof value[name] === type
  const { version, session, generation, accessToken, grantedAt, skew } = value
  return version === 2 &&
    session &&
    typeof session === 'string' &&
    Number.isInteger(generation) &&
    accessToken &&
    Number.isFinite(grantedAt) &&
    Number.isFinite(skew) &&
    sound('accessToken', 'string') &&
    sound('refreshToken', 'string') &&
    sound('expiresAt', 'number')
    ? // Every field was looked at but the user, which readSessionUser looks at.
      ({ ...value, user: readSessionUser(value['user']) } as SessionRecord)
    : null
}

/** A user where the value names one, else `null`. */
export function readSessionUser(value: unknown): SessionUser | null {
  return isObject(value) && typeof value['unique_id'] === 'string' ? { ...value, unique_id: value['unique_id'] } : null
}

/**
 * What a record looks like from outside: never its tokens, and its end by our own clock.
 *
 * @example
 * sessionOf(record, clock.time().skew) // { status: 'authenticated', user, expiresAt }
 */
export function sessionOf({ user, expiresAt }: SessionRecord, skew = 0): Extract<SessionState, { readonly status: 'authenticated' }> {
  return { status: 'authenticated', user, expiresAt: expiresAt === null ? null : expiresAt - skew }
}
