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

/** What is kept of a session between page loads. */
export interface SessionRecord {
  readonly version: 1
  /** Grows with every new token pair, so that a late writer knows it is late. */
  readonly generation: number
  readonly accessToken: string
  readonly refreshToken: string | null
  /** Milliseconds since 1970, `null` where not told. */
  readonly expiresAt: number | null
  readonly user: SessionUser | null
}

/**
 * The record a grant makes of the one before.
 *
 * A grant without a refresh token keeps the old one only when it renews the same session: single-use tokens are replaced together.
 *
 * @param now milliseconds
 * @example
 * granted(null, { accessToken: 'a', refreshToken: 'r', expiresIn: 86400 }, user, Date.now())
 */
export function granted(before: SessionRecord | null, grant: TokenGrant, user: SessionUser | null, now: number): SessionRecord {
  return {
    version: 1,
    generation: (before?.generation ?? 0) + 1,
    accessToken: grant.accessToken,
    refreshToken: grant.refreshToken ?? before?.refreshToken ?? null,
    expiresAt: grant.expiresIn === null ? null : now + grant.expiresIn * 1000,
    user: user ?? before?.user ?? null,
  }
}

/** Is the access token past its life, or so close (10 s) that a request might arrive too late? */
export function isSpent(record: SessionRecord, now: number): boolean {
  return record.expiresAt !== null && record.expiresAt - 10_000 <= now
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
  const { version, generation, accessToken } = value
  return version === 1 &&
    Number.isInteger(generation) &&
    accessToken &&
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

/** What a record looks like from outside: never its tokens. */
export function sessionOf(record: SessionRecord | null): SessionState {
  return record ? { status: 'authenticated', user: record.user, expiresAt: record.expiresAt } : { status: 'anonymous' }
}
