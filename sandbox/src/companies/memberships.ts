import type { OrgSettings, TeamMember } from '@blockstate/core/companies'
import type { RecordOf } from '@blockstate/core/describe'
import type { UserRow } from '../auth/users.ts'
import type { Place } from '../database/place.ts'
import { createRow, instant } from '../database/rows.ts'
import { refuse } from '../server/refusal.ts'
import { forbid } from './access.ts'
import { members } from './tables.ts'

/** Where somebody gets a place, and as what. */
export interface NewMembership {
  readonly company_unique_id: string
  readonly team_unique_id: string | null
  readonly user_unique_id: string
  readonly role: string
  readonly payload?: unknown
}

/**
 * Gives a user a place in an organisation or a team. Refuses with 409 who has it already.
 *
 * @example
 * addMembership(context, { company_unique_id, team_unique_id: null, user_unique_id, role: 'member' })
 */
export function addMembership(place: Place, given: NewMembership): RecordOf<typeof TeamMember> {
  const { company_unique_id, team_unique_id, user_unique_id } = given
  const sql = 'select 1 from companies_members where tenant = ? and company_unique_id = ? and team_unique_id is ? and user_unique_id = ?'
  if (place.database.get(sql, place.tenant, company_unique_id, team_unique_id, user_unique_id) !== undefined) {
    const where = team_unique_id === null ? 'organisation' : 'team'
    refuse(409, 'conflict', 'Already a Member', `The user ${user_unique_id} belongs to this ${where} already.`)
  }
  return createRow(place, members, given, { joined_at: instant(place.now()) })
}

/**
 * Ends a membership: one of an organisation together with those of its teams. The last owner cannot leave: 409.
 *
 * @example
 * endMembership(context, member)
 */
export function endMembership(place: Place, member: RecordOf<typeof TeamMember>): void {
  const { unique_id, company_unique_id = '', team_unique_id = null } = member
  const { database, tenant } = place
  if (member.role === 'owner') keepAnOwner(place, company_unique_id)
  if (team_unique_id !== null) database.run('delete from companies_members where tenant = ? and unique_id = ?', tenant, unique_id)
  else {
    const sql = 'delete from companies_members where tenant = ? and company_unique_id = ? and user_unique_id = ?'
    database.run(sql, tenant, company_unique_id, member.user_unique_id)
  }
}

/**
 * Refuses with 409 where an organisation has but one owner, who is about to be none.
 *
 * @example
 * if (member.role === 'owner') keepAnOwner(context, member.company_unique_id)
 */
export function keepAnOwner({ database, tenant }: Place, companyId: string): void {
  const sql = `select count(*) as owners from companies_members where tenant = ? and company_unique_id = ? and team_unique_id is null and role = 'owner'`
  const { owners } = database.get<{ owners: number }>(sql, tenant, companyId) ?? { owners: 0 }
  if (owners < 2) refuse(409, 'last_owner', 'Last Owner', 'An organisation keeps at least one owner; make somebody else one first.')
}

/**
 * Refuses who does not meet an organisation's settings: 403 without MFA where it is asked for.
 *
 * @example
 * checkMfa(settings, user)
 */
export function checkMfa({ require_mfa }: RecordOf<typeof OrgSettings>, user: UserRow): void {
  if (require_mfa === true && user.mfa_enabled !== 1) forbid(`The organisation asks for MFA, and ${user.email} has not turned it on.`)
}

/**
 * What is wrong with an address that wants to join; `undefined` where nothing is.
 *
 * @example
 * foreignDomain(settings, 'ada@elsewhere.example') // 'must be at works.example'
 */
export function foreignDomain({ allowed_email_domains = [] }: RecordOf<typeof OrgSettings>, email: string): string | undefined {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  const welcome = allowed_email_domains.length === 0 || allowed_email_domains.includes(domain)
  return welcome ? undefined : `must be at ${allowed_email_domains.join(' or ')}`
}
