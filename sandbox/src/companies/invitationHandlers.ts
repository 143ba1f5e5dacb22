import {
  acceptInvitation,
  cancelInvitation,
  createInvitation,
  declineInvitation,
  Invitation,
  listInvitations,
} from '@blockstate/core/companies'
import type { RecordOf } from '@blockstate/core/describe'
import { digestSecret, newSecret } from '../auth/secret.ts'
import { emailKey, findUser, signedInUser } from '../auth/users.ts'
import { allOf } from '../database/allOf.ts'
import { equalTo } from '../database/equalTo.ts'
import type { Place } from '../database/place.ts'
import { changeRow, createRow, findRow, instant, notFound } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { refuseFields } from '../server/refuseFields.ts'
import { among, forbid, requireRole, roleIn } from './access.ts'
import { addMembership, checkMfa, foreignDomain } from './memberships.ts'
import { companies, invitations, settings } from './tables.ts'

const days = 7
const lifeMs = days * 86_400_000

/** Invitations by mail: for seven days, for the address they were sent to, and for one answer. */
export const invitationHandlers = [
  handle(listInvitations, (context, { organization_id, status, ...input }) => {
    expire(context)
    return answerPage(context, invitations, input, {
      search: ['email', 'message'],
      ...allOf(among(context, 'organization_id', 'admin'), equalTo({ organization_id, status })),
    })
  }),
  handle(createInvitation, (context, input) =>
    context.database.transaction(() => {
      expire(context)
      const { organization_id, email } = input
      const hidden = (): never => refuseField(context.pointer('organization_id'), 'organization_id names no company here')
      requireRole(context, organization_id, 'admin', hidden)
      const rules = findRow(context, settings, organization_id)
      refuseFields(context, { email: foreignDomain(rules, email) })
      refuseTwice(context, organization_id, email)
      const { role = rules.default_role } = input
      const [sent_at, expires_at] = [instant(context.now()), instant(context.now() + lifeMs)]
      const token = newSecret()
      const beside = { status: 'pending', inviter_id: context.user.unique_id, sent_at, expires_at, digest: digestSecret(token) }
      mail(context, { organization_id, email, message: input.message, token })
      return record(Invitation, createRow(context, invitations, { ...input, role }, beside))
    }),
  ),
  handle(cancelInvitation, (context, { id }) =>
    context.database.transaction(() => {
      expire(context)
      const invitation = findRow(context, invitations, id)
      requireRole(context, invitation.organization_id, 'admin', () => notFound('Invitation', id))
      return record(Invitation, settle(context, invitation, 'cancelled'))
    }),
  ),
  handle(acceptInvitation, (context, { token }) =>
    context.database.transaction(() => {
      const invitation = mailed(context, token)
      const { organization_id, role = 'member' } = invitation
      checkMfa(findRow(context, settings, organization_id), signedInUser(context, context.user.unique_id))
      const accepted = settle(context, invitation, 'accepted')
      const place = { company_unique_id: organization_id, team_unique_id: null }
      addMembership(context, { ...place, user_unique_id: context.user.unique_id, role })
      return record(Invitation, accepted, { status: 200 })
    }),
  ),
  handle(declineInvitation, (context, { token }) =>
    context.database.transaction(() => record(Invitation, settle(context, mailed(context, token), 'declined'), { status: 200 })),
  ),
]

type Invited = RecordOf<typeof Invitation>

/** Marks what has run out: lists are filtered by status, so it must be stored. */
function expire({ database, tenant, now }: Place): void {
  const at = instant(now())
  const sql = `update companies_invitations set status = 'expired', updated_at = ? where tenant = ? and status = 'pending' and expires_at <= ?`
  database.run(sql, at, tenant, at)
}

function refuseTwice(context: Place, companyId: string, email: string): void {
  const user = findUser(context, email)
  const isMember = user !== undefined && roleIn(context, companyId, user.unique_id) !== undefined
  if (isMember) refuse(409, 'conflict', 'Already a Member', `${email} belongs to the organisation already.`)
  const sql = `select 1 from companies_invitations where tenant = ? and organization_id = ? and lower(email) = ? and status = 'pending'`
  if (context.database.get(sql, context.tenant, companyId, emailKey(email)) !== undefined)
    refuse(409, 'conflict', 'Already Invited', `${email} holds an invitation that is open; cancel it to send another.`)
}

/** The invitation whose token this is, where the caller is the one it was sent to. */
function mailed(context: Context, token: string): Invited {
  expire(context)
  const sql = 'select unique_id from companies_invitations where tenant = ? and digest = ?'
  const found = context.database.get<{ unique_id: string }>(sql, context.tenant, digestSecret(token))
  if (found === undefined) return notFound('Invitation', 'of this token')
  const invitation = findRow(context, invitations, found.unique_id)
  if (emailKey(invitation.email) !== emailKey(context.user.email))
    forbid('This invitation was sent to another address; sign in with that one.')
  return invitation
}

/** Gives an invitation its one answer: 409 where it has another, 410 where its time is over. */
function settle(context: Place, { unique_id, status, expires_at }: Invited, answer: 'accepted' | 'declined' | 'cancelled'): Invited {
  if (status === 'expired') refuse(410, 'invitation_expired', 'Invitation Expired', `It was open until ${expires_at}; ask for a new one.`)
  if (status !== 'pending') refuse(409, 'conflict', 'Invitation Is Settled', `It was ${status} already; an invitation is answered once.`)
  changeRow(context, invitations, unique_id, {}, { status: answer, [`${answer}_at`]: instant(context.now()) })
  return findRow(context, invitations, unique_id)
}

function mail(
  context: Context,
  { organization_id, email, message, token }: { organization_id: string; email: string; message: string | undefined; token: string },
): void {
  const { name } = findRow(context, companies, organization_id)
  const link = new URL(`${context.origin}/_sandbox/link?kind=invitation`)
  link.searchParams.set('token', token)
  const said = message === undefined ? '' : ` They say: ${message}`
  const body = `${context.user.email} invites you to ${name}. The invitation is open for ${days} days.${said}`
  context.outbox.send({ kind: 'invitation', recipient: email, subject: `Join ${name}`, body, link: link.href, token })
}
