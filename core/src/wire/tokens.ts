import { isObject } from './failure.ts'

/** What an answer says about who is signed in. */
export interface TokenGrant {
  readonly accessToken: string
  readonly refreshToken: string | null
  /** Seconds. */
  readonly expiresIn: number | null
}

/** A sign-in that needs one more step. */
export interface Challenge {
  readonly challengeId: string
  readonly methods: readonly string[]
  /** ISO 8601, or `null` where not told. */
  readonly expiresAt: string | null
}

/**
 * Finds the tokens wherever this answer keeps them: a `session` resource's attributes, `meta.auth`, `meta`, or flat OAuth JSON
 * (api/cross-cutting-a.md section 3, "C9"). `null` where there are none.
 *
 * @example
 * readTokens({ meta: { auth: { access_token: 'a', refresh_token: 'r', expires_in: 86400 } } })
 */
export function readTokens(body: unknown): TokenGrant | null {
  for (const place of placesOf(body)) {
    const access = place['access_token'] ?? place['token'] ?? place['company_token']
    if (typeof access !== 'string' || access === '') continue
    const refresh = place['refresh_token']
    const seconds = Number(place['expires_in'])
    return { accessToken: access, refreshToken: typeof refresh === 'string' && refresh !== '' ? refresh : null, expiresIn: seconds > 0 ? seconds : null }
  }
  return null
}

/**
 * The challenge of an MFA sign-in (docs/sandbox.md), `null` where the answer holds none.
 *
 * @example
 * readChallenge({ data: { type: 'mfa_challenge', attributes: { challenge_id: 'c1', methods: ['totp'] } } })
 */
export function readChallenge(body: unknown): Challenge | null {
  for (const place of placesOf(body)) {
    const { challenge_id: id, methods, method, expires_at: expires } = place
    if (typeof id !== 'string') continue
    const named = Array.isArray(methods) ? methods.filter((name) => typeof name === 'string') : typeof method === 'string' ? [method] : ['totp']
    return { challengeId: id, methods: named, expiresAt: typeof expires === 'string' ? expires : null }
  }
  return null
}

function* placesOf(body: unknown): Generator<Record<string, unknown>> {
  if (!isObject(body)) return
  const { data, meta } = body
  if (isObject(data)) {
    if (isObject(data['attributes'])) yield data['attributes']
    yield data
  }
  if (isObject(meta)) {
    if (isObject(meta['auth'])) yield meta['auth']
    yield meta
  }
  yield body
}
