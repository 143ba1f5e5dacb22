import { isObject } from './json.ts'

/** What an answer says about who is signed in. */
export interface TokenGrant {
  readonly accessToken: string
  readonly refreshToken: string | null
  /** Seconds; `null` where not told, or told as less than one. */
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
 * (the API documents four places). `null` where there are none.
 *
 * @example
 * readTokens({ meta: { auth: { access_token: 'a', refresh_token: 'r', expires_in: 86400 } } })
 */
export function readTokens(body: unknown): TokenGrant | null {
  for (const place of placesOf(body)) {
    const { access_token, token, company_token, refresh_token, expires_in } = place
    const accessToken = text(access_token ?? token ?? company_token)
    if (accessToken)
      return { accessToken, refreshToken: text(refresh_token), expiresIn: Number(expires_in) >= 1 ? Number(expires_in) : null }
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
  for (const { challenge_id, methods, method, expires_at } of placesOf(body)) {
    const challengeId = text(challenge_id)
    if (challengeId)
      return {
        challengeId,
        methods: [methods ?? method ?? 'totp'].flat().filter((name) => typeof name === 'string'),
        expiresAt: text(expires_at),
      }
  }
  return null
}

function placesOf(body: unknown): Record<string, unknown>[] {
  const { data, meta } = isObject(body) ? body : {}
  return [isObject(data) && data['attributes'], data, isObject(meta) && meta['auth'], meta, body].filter(isObject)
}

/** A text that a header can carry: one of other signs would let every request fail. */
function text(value: unknown): string | null {
  return typeof value === 'string' && /^[ -~]+$/.test(value) ? value : null
}
