import type { TeamMember } from '@blockstate/core/companies'
import type { RecordOf } from '@blockstate/core/describe'
import { findRow, notFound } from '../database/rows.ts'
import type { Context } from '../server/context.ts'
import { refuseFields } from '../server/refuseFields.ts'
import { forbid, requireRole } from './access.ts'
import type { Asking } from './access.ts'
import { isOrgRole, teamRoles } from './roles.ts'
import { members } from './tables.ts'
import { requireLead } from './teamAccess.ts'

/** A membership, and of which organisation. */
export type OwnedMember = RecordOf<typeof TeamMember> & { readonly company_unique_id: string }

/**
 * A membership that the caller may see: one of an organisation they belong to. Throws a 404 refusal otherwise.
 *
 * @example
 * const member = visibleMember(context, input.id)
 */
export function visibleMember(context: Asking, id: string): OwnedMember {
  const { company_unique_id = '', ...member } = findRow(context, members, id)
  requireRole(context, company_unique_id, 'viewer', () => notFound('Member', id))
  return { ...member, company_unique_id }
}

/**
 * Refuses whoever may not give this member that role. In a team its leads and the organisation's admins may; in an organisation its
 * admins, but only owners make owners or touch one. A role of the other kind is refused at its field (422).
 *
 * @example
 * requireMayMake(context, member, 'admin')
 */
export function requireMayMake(
  context: Asking & Pick<Context, 'pointer'>,
  { company_unique_id, team_unique_id = null, role: before }: Pick<OwnedMember, 'company_unique_id' | 'team_unique_id' | 'role'>,
  role: string,
): void {
  if (team_unique_id !== null) {
    requireLead(context, company_unique_id, team_unique_id)
    const fits = teamRoles.some((one) => one === role)
    return refuseFields(context, { role: fits ? undefined : `must be one of: ${teamRoles.join(', ')}, in a team` })
  }
  const own = requireRole(context, company_unique_id, 'admin')
  refuseFields(context, { role: isOrgRole(role) ? undefined : 'must be one of: owner, admin, member, viewer, in an organisation' })
  if (own !== 'owner' && (role === 'owner' || before === 'owner')) forbid('Only owners say who is an owner.')
}

/**
 * Refuses whoever may not end this membership. Everybody may end their own; for the others the rules are those of roles.
 *
 * @example
 * requireLeave(context, member)
 */
export function requireLeave(context: Asking, { company_unique_id, team_unique_id = null, user_unique_id, role }: OwnedMember): void {
  if (user_unique_id === context.user.unique_id) return
  if (team_unique_id !== null) return requireLead(context, company_unique_id, team_unique_id)
  const own = requireRole(context, company_unique_id, 'admin')
  if (own !== 'owner' && role === 'owner') forbid('Only owners take an owner out.')
}
