import { User, login, logout, logoutEverywhere, refreshToken, registerUser } from '@blockstate/core/auth'
import { nothing, plain, record } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import type { Handled } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { beginChallenge } from './challenge.ts'
import type { AuthTools } from './authTools.ts'
import { digestPassword, isPassword } from './password.ts'
import { checkNewPassword } from './passwordRule.ts'
import { beginSession, endSession, endSessions, rotate, sessionAnswer } from './session.ts'
import { countTry, forgetTries } from './throttle.ts'
import { emailKey, findUser, readUser, signedInUser, userRecord } from './users.ts'

/**
 * Accounts and sessions: register, login, logout, refresh.
 *
 * @example
 * const handlers = signInHandlers({ signingKey, refreshGraceSeconds: 0 })
 */
export function signInHandlers({ signingKey, refreshGraceSeconds }: AuthTools): Handled[] {
  return [
    handle(registerUser, async (context, input) => {
      checkNewPassword(input.password, context.pointer('password'))
      const digest = await digestPassword(input.password)
      const id = context.mint()
      const at = new Date(context.now()).toISOString()
      context.database.transaction(() => {
        // A duplicate is 422 with the field's name, as in the seed's own sample of an error.
        if (findUser(context, input.email) !== undefined) refuseField(context.pointer('email'), 'email is already taken')
        context.database.run(
          `insert into users (unique_id, tenant, email, email_key, password_digest, first_name, last_name, status, email_verified, role,
             created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, 'active', 0, 'user', ?, ?)`,
          id,
          context.tenant,
          input.email,
          emailKey(input.email),
          digest,
          input.first_name ?? null,
          input.last_name ?? null,
          at,
          at,
        )
      })
      const { tokens } = await beginSession(context, await signingKey(), signedInUser(context, id))
      return record(User, userRecord(signedInUser(context, id)), { meta: { auth: tokens } })
    }),

    handle(login, async (context, input) => {
      countTry(context, input.email)
      const user = findUser(context, input.email)
      if (!(await isPassword(input.password, user?.password_digest)) || user === undefined) {
        refuse(401, 'invalid_credentials', 'Invalid credentials', 'The e-mail address or the password is wrong.')
      }
      forgetTries(context, input.email)
      if (user.status !== 'active') refuse(403, 'account_inactive', 'Account not active', `This account is ${user.status}.`)
      // Read anew: the password took its time, and MFA may have been turned on meanwhile.
      if (readUser(context, user.unique_id)?.mfa_enabled === 1) {
        const challenge = beginChallenge(context, user.unique_id)
        return plain(challenge, { type: 'mfa_challenge', id: challenge.challenge_id })
      }
      return sessionAnswer(context, user.unique_id, await beginSession(context, await signingKey(), user))
    }),

    handle(logout, (context) => {
      endSession(context, context.user.session_id)
      return nothing()
    }),

    handle(logoutEverywhere, (context) => {
      endSessions(context, context.user.unique_id)
      return nothing()
    }),

    handle(refreshToken, async (context, input) => {
      const begun = await rotate(context, await signingKey(), input.refresh_token, refreshGraceSeconds)
      return sessionAnswer(context, begun.user.unique_id, begun)
    }),
  ]
}
