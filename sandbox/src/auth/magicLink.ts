import { magicLinkLogin, verifyMagicLink } from '@blockstate/core/auth'
import { message } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import type { Handled } from '../server/handle.ts'
import { refuse } from '../server/refusal.ts'
import type { AuthTools } from './authTools.ts'
import { makeMailedToken, spendMailedToken } from './mailedToken.ts'
import { beginSession, sessionAnswer } from './session.ts'
import { findUser, signedInUser } from './users.ts'

const minutes = 15

/**
 * Links that sign in: mail one, trade its token.
 *
 * The link leads to the caller's `redirect_url` with `token` in its query, or to a page of the sandbox's own that shows the token. The
 * link itself signs nobody in (mail scanners follow links): the app trades the token with `verify_magic_link`.
 *
 * @example
 * const handlers = magicLinkHandlers(tools)
 */
export function magicLinkHandlers({ signingKey }: AuthTools): Handled[] {
  return [
    handle(magicLinkLogin, (context, input) => {
      const user = findUser(context, input.email)
      if (user?.status === 'active') {
        context.database.transaction(() => {
          const token = makeMailedToken(context, 'magic_link', user.unique_id, minutes * 60_000)
          const link = new URL(input.redirect_url ?? `${context.origin}/_sandbox/link?kind=magic_link`)
          link.searchParams.set('token', token)
          const body = `Follow the link to sign in. It works once, for ${minutes} minutes.`
          context.outbox.send({ kind: 'magic_link', recipient: user.email, subject: 'Your sign-in link', body, link: link.href, token })
        })
      }
      return message('If this address has an account, a link is on its way')
    }),

    handle(verifyMagicLink, async (context, input) => {
      const key = await signingKey()
      const user = context.database.transaction(() => {
        const userId = spendMailedToken(context, 'magic_link', input.token)
        if (userId === undefined) refuse(401, 'invalid_magic_link', 'Invalid link', 'This link is unknown, expired, or has been used.')
        // Whoever reads the mail owns the address.
        context.database.run('update users set email_verified = 1 where tenant = ? and unique_id = ?', context.tenant, userId)
        return signedInUser(context, userId)
      })
      return sessionAnswer(context, user.unique_id, await beginSession(context, key, user))
    }),
  ]
}
