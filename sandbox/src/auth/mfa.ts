import { disableMfa, enableMfa, verifyMfa } from '@blockstate/core/auth'
import { Secret } from 'otpauth'
import { plain } from '../server/answer.ts'
import type { Answer } from '../server/answer.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import type { Handled } from '../server/handle.ts'
import { refuse } from '../server/refusal.ts'
import { answerChallenge } from './challenge.ts'
import { isTotp, makeBackupCodes, totpOf } from './codes.ts'
import type { AuthTools } from './authTools.ts'
import { confirmPassword } from './confirmPassword.ts'
import { beginSession, sessionAnswer } from './session.ts'
import { signedInUser } from './users.ts'

/**
 * Codes from an authenticator app: hand out the secret, turn on, answer a sign-in's challenge, turn off.
 *
 * @example
 * const handlers = mfaHandlers(tools)
 */
export function mfaHandlers({ signingKey }: AuthTools): Handled[] {
  return [
    handle(enableMfa, (context, input) => (input.totp_code === undefined ? setUp(context) : turnOn(context, input.totp_code))),

    handle(verifyMfa, async (context, input) => {
      const user = answerChallenge(context, input.challenge_id, input.code)
      return sessionAnswer(context, user.unique_id, await beginSession(context, await signingKey(), user), { mfa_verified: true })
    }),

    handle(disableMfa, async (context, input) => {
      await confirmPassword(context, input.password)
      const { database, tenant, user } = context
      database.transaction(() => {
        database.run(
          `update users set mfa_enabled = 0, mfa_secret = null, mfa_pending_secret = null, updated_at = ?
           where tenant = ? and unique_id = ?`,
          new Date(context.now()).toISOString(),
          tenant,
          user.unique_id,
        )
        database.run('delete from backup_codes where tenant = ? and user_id = ?', tenant, user.unique_id)
      })
      return plain({ enabled: false, message: 'MFA is off' }, { type: 'mfa_status' })
    }),
  ]
}

/** The seed has one route for what the deployed API does in two steps: without a code it is the first, the setup. */
function setUp(context: Context): Answer {
  const { database, tenant, user } = context
  const secret = new Secret({ size: 20 }).base32
  const codes = database.transaction(() => {
    refuseWhenOn(context)
    database.run('update users set mfa_pending_secret = ? where tenant = ? and unique_id = ?', secret, tenant, user.unique_id)
    return makeBackupCodes(context, user.unique_id)
  })
  return plain({ enabled: false, secret, qr_code_uri: totpOf(secret, user.email).toString(), backup_codes: codes }, { type: 'mfa_setup' })
}

function turnOn(context: Context, code: string): Answer {
  const { database, tenant, user } = context
  database.transaction(() => {
    refuseWhenOn(context)
    const row = signedInUser(context, user.unique_id)
    if (row.mfa_pending_secret === null)
      refuse(400, 'mfa_setup_required', 'No secret yet', 'Call this without a code first, to get a secret.')
    if (!isTotp(context, row, code, row.mfa_pending_secret))
      refuse(401, 'invalid_code', 'Invalid code', 'This code is wrong or has been used.')
    database.run(
      `update users set mfa_enabled = 1, mfa_secret = mfa_pending_secret, mfa_pending_secret = null, updated_at = ?
       where tenant = ? and unique_id = ?`,
      new Date(context.now()).toISOString(),
      tenant,
      user.unique_id,
    )
    database.run('update backup_codes set pending = 0 where tenant = ? and user_id = ?', tenant, user.unique_id)
  })
  return plain({ enabled: true, message: 'MFA is on' }, { type: 'mfa_status' })
}

/** A stolen session must not be able to exchange the secret for its own: turning off asks for the password. */
function refuseWhenOn(context: Context): void {
  if (signedInUser(context, context.user.unique_id).mfa_enabled === 1)
    refuse(409, 'mfa_already_on', 'MFA is on', 'Turn MFA off before setting it up anew.')
}
