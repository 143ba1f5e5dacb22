import type { Team } from '@blockstate/core/companies'
import type { RecordOf } from '@blockstate/core/describe'
import { findRow, notFound } from '../database/rows.ts'
import { forbid, requireRole, roleIn } from './access.ts'
import type { Asking } from './access.ts'
import { mayAct } from './roles.ts'
import { teams } from './tables.ts'

/** A team, and whose it is. */
export type OwnedTeam = RecordOf<typeof Team> & { readonly company_id: string }

/**
 * A team that the caller may see: one of an organisation they are a member of. Throws a 404 refusal otherwise.
 *
 * @example
 * const team = visibleTeam(context, input.id)
 */
export function visibleTeam(context: Asking, id: string): OwnedTeam {
  const { company_id = '', ...team } = findRow(context, teams, id)
  requireRole(context, company_id, 'viewer', () => notFound('Team', id))
  return { ...team, company_id }
}

/**
 * Refuses whoever may not say who belongs to a team: admins of the organisation may, and those who lead the team.
 *
 * @example
 * requireLead(context, team.company_id, team.unique_id)
 */
export function requireLead(context: Asking, companyId: string, teamId: string): void {
  const role = roleIn(context, companyId, context.user.unique_id)
  if (role !== undefined && mayAct(role, 'admin')) return
  const sql = `select 1 from companies_members where tenant = ? and team_unique_id = ? and user_unique_id = ? and role = 'lead'`
  const leads = context.database.get(sql, context.tenant, teamId, context.user.unique_id) !== undefined
  if (!leads) forbid('Only admins of the organisation and leads of the team may do this.')
}
