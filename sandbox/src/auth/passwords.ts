import { changePassword, forgotPassword, resetPassword } from '@blockstate/core/auth'
import { message } from '../server/answer.ts'
import type { RequestContext } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import type { Handled } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { confirmPassword } from './confirmPassword.ts'
import { makeMailedToken, spendMailedToken } from './mailedToken.ts'
import { digestPassword } from './password.ts'
import { checkNewPassword } from './passwordRule.ts'
import { endSessions } from './session.ts'
import { forgetTries } from './throttle.ts'
import { findUser, signedInUser } from './users.ts'

const resetMinutes = 30

/**
 * Passwords: change, forget, reset.
 *
 * @example
 * const handlers = passwordHandlers()
 */
export function passwordHandlers(): Handled[] {
  return [
    handle(changePassword, async (context, input) => {
      await confirmPassword(context, input.current_password)
      checkNewPassword(input.new_password, context.pointer('new_password'))
      checkSame(input.new_password, input.new_password_confirmation, context.pointer('new_password_confirmation'))
      const digest = await digestPassword(input.new_password)
      context.database.transaction(() => {
        storePassword(context, context.user.unique_id, digest)
        // Whoever knew the old password is out; the one who changed it stays.
        endSessions(context, context.user.unique_id, context.user.session_id)
      })
      return message('Password changed')
    }),

    handle(forgotPassword, (context, input) => {
      const user = findUser(context, input.email)
      if (user?.status === 'active') {
        context.database.transaction(() => {
          const token = makeMailedToken(context, 'password_reset', user.unique_id, resetMinutes * 60_000)
          context.outbox.send({
            kind: 'password_reset',
            recipient: user.email,
            subject: 'Reset your password',
            body: `Someone asked for a new password for ${user.email}. The link works once, for ${resetMinutes} minutes.`,
            link: `${context.origin}/_sandbox/link?kind=password_reset&token=${token}`,
            token,
          })
        })
      }
      // The same words for everyone: the answer must not tell who has an account.
      return message('If this address has an account, a mail is on its way')
    }),

    handle(resetPassword, async (context, input) => {
      checkNewPassword(input.password, context.pointer('password'))
      checkSame(input.password, input.password_confirmation, context.pointer('password_confirmation'))
      const digest = await digestPassword(input.password)
      context.database.transaction(() => {
        const userId = spendMailedToken(context, 'password_reset', input.reset_password_token)
        if (userId === undefined)
          refuse(422, 'invalid_reset_token', 'Invalid token', 'This reset token is unknown, expired, or has been used.')
        storePassword(context, userId, digest)
        endSessions(context, userId)
        forgetTries(context, signedInUser(context, userId).email)
      })
      return message('Password changed; sign in with the new one')
    }),
  ]
}

function checkSame(password: string, confirmation: string, pointer: string): void {
  if (password !== confirmation) refuseField(pointer, `${pointer.split('/').at(-1) ?? 'confirmation'} is not the same as the password`)
}

function storePassword({ database, tenant, now }: RequestContext, userId: string, digest: string): void {
  const at = new Date(now()).toISOString()
  database.run('update users set password_digest = ?, updated_at = ? where tenant = ? and unique_id = ?', digest, at, tenant, userId)
}
