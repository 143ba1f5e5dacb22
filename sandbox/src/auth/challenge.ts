import { refuse } from '../server/refusal.ts'
import type { TokenContext } from './accessToken.ts'
import { isBackupCode, isTotp } from './codes.ts'
import { signedInUser } from './users.ts'
import type { UserRow } from './users.ts'

const lifeMs = 5 * 60 * 1000
const mostTries = 5

/** What a login answers for an account with MFA, in place of tokens. */
export interface Challenge {
  readonly challenge_id: string
  readonly methods: readonly ['totp', 'backup_code']
  readonly expires_at: string
}

/**
 * Puts a challenge between a right password and the tokens: 5 minutes, 5 tries, one use.
 *
 * @example
 * const challenge = beginChallenge(context, user.unique_id)
 */
export function beginChallenge(context: TokenContext, userId: string): Challenge {
  const id = context.mint()
  const expires = context.now() + lifeMs
  context.database.run(
    'insert into mfa_challenges (unique_id, tenant, user_id, expires_at) values (?, ?, ?, ?)',
    id,
    context.tenant,
    userId,
    expires,
  )
  return { challenge_id: id, methods: ['totp', 'backup_code'], expires_at: new Date(expires).toISOString() }
}

/**
 * Answers a challenge with a TOTP or a backup code; the user who may have tokens now.
 *
 * Refuses a wrong code with 401 `invalid_code`, a challenge that is unknown, over, answered or out of tries with 422 `challenge_expired`.
 *
 * @example
 * const user = answerChallenge(context, input.challenge_id, input.code)
 */
export function answerChallenge(context: TokenContext, id: string, code: string): UserRow {
  const { database, tenant, now } = context
  // Refused outside the transaction: the try must stay counted.
  const outcome = database.transaction((): UserRow | 'over' | 'wrong' => {
    const found = database.get<{ user_id: string }>(
      'select user_id from mfa_challenges where tenant = ? and unique_id = ? and expires_at > ? and tries < ? and used_at is null',
      tenant,
      id,
      now(),
      mostTries,
    )
    if (found === undefined) return 'over'
    const user = signedInUser(context, found.user_id)
    database.run('update mfa_challenges set tries = tries + 1 where tenant = ? and unique_id = ?', tenant, id)
    if (!isTotp(context, user, code) && !isBackupCode(context, user, code)) return 'wrong'
    database.run('update mfa_challenges set used_at = ? where tenant = ? and unique_id = ?', now(), tenant, id)
    return user
  })
  if (outcome === 'over') refuse(422, 'challenge_expired', 'Challenge over', 'This challenge has expired or was answered; sign in again.')
  if (outcome === 'wrong') refuse(401, 'invalid_code', 'Invalid code', 'This code is wrong or has been used.')
  return outcome
}
