import type { Condition } from '../database/allOf.ts'
import type { Place } from '../database/place.ts'
import { notFound } from '../database/rows.ts'
import type { Context } from '../server/context.ts'
import { refuse } from '../server/refusal.ts'
import { mayAct, orgRoles } from './roles.ts'
import type { OrgRole } from './roles.ts'

/** Whose rights are looked at, and where. */
export type Asking = Pick<Context, 'database' | 'bytes' | 'tenant' | 'now' | 'mint' | 'user'>

/**
 * The role a user has in an organisation; `undefined` for those who are no members.
 *
 * @example
 * roleIn(context, company.unique_id, context.user.unique_id) // 'admin'
 */
export function roleIn({ database, tenant }: Place, companyId: string, userId: string): OrgRole | undefined {
  const sql = `select role from companies_members
    where tenant = ? and company_unique_id = ? and user_unique_id = ? and team_unique_id is null`
  return database.get<{ role: OrgRole }>(sql, tenant, companyId, userId)?.role
}

/**
 * Refuses whoever may not: as if it were not there for strangers (404 unless `hidden` says otherwise), 403 for members of a lower role.
 * Answers the caller's role.
 *
 * @example
 * requireRole(context, input.id, 'admin')
 */
export function requireRole(
  context: Asking,
  companyId: string,
  least: OrgRole,
  hidden: () => never = () => notFound('Company', companyId),
): OrgRole {
  const role = roleIn(context, companyId, context.user.unique_id) ?? hidden()
  if (!mayAct(role, least)) forbid(`This needs the role ${least} in the organisation; yours is ${role}.`)
  return role
}

/**
 * Narrows a list to organisations in which the caller has at least a role. `column` is a constant of the block's own.
 *
 * @example
 * answerPage(context, companies, input, among(context, 'unique_id'))
 */
export function among({ tenant, user }: Asking, column: string, least: OrgRole = 'viewer'): Condition {
  const roles = orgRoles.filter((role) => mayAct(role, least))
  const where = `${column} in (select m.company_unique_id from companies_members m where m.tenant = ? and m.user_unique_id = ?
    and m.team_unique_id is null and m.role in (${roles.map(() => '?').join(', ')}))`
  return { where, values: [tenant, user.unique_id, ...roles] }
}

/**
 * Refuses with 403.
 *
 * @example
 * forbid('Only owners make owners.')
 */
export function forbid(detail: string): never {
  return refuse(403, 'forbidden', 'Forbidden', detail)
}
