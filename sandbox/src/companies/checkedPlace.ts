import { unknownUser } from '../auth/unknownUser.ts'
import { readUser } from '../auth/users.ts'
import { findRow } from '../database/rows.ts'
import { unknownRecord } from '../server/unknownRecord.ts'
import type { Context } from '../server/context.ts'
import { refuseField } from '../server/refusal.ts'
import { refuseFields } from '../server/refuseFields.ts'
import { requireRole, roleIn } from './access.ts'
import { requireMayMake } from './memberAccess.ts'
import { checkMfa, foreignDomain } from './memberships.ts'
import type { NewMembership } from './memberships.ts'
import { settings, teams } from './tables.ts'

/** What a caller says about a new member. */
interface Asked {
  readonly company_unique_id?: string | undefined
  readonly team_unique_id?: string | null | undefined
  readonly user_unique_id: string
  readonly role?: string | undefined
}

/**
 * The place that a caller asks for, for another or for themselves, filled in and allowed.
 *
 * Refuses at the field (422) a team, an organisation or a user that is not there, and a user who may not join; with 403 whoever may not
 * add this member. Into an organisation with public signup anybody brings themselves, with its default role.
 *
 * @example
 * addMembership(context, checkedPlace(context, input))
 */
export function checkedPlace(context: Context, asked: Asked): NewMembership {
  const { user_unique_id, team_unique_id = null } = asked
  refuseFields(context, {
    team_unique_id: unknownRecord(context, teams, team_unique_id),
    user_unique_id: unknownUser(context, user_unique_id),
  })
  const company_unique_id = companyOf(context, asked)
  return team_unique_id === null
    ? inCompany(context, asked, company_unique_id)
    : inTeam(context, asked, { company_unique_id, team_unique_id })
}

function companyOf(context: Context, { company_unique_id, team_unique_id = null }: Asked): string {
  const wrong = (why: string): never => refuseField(context.pointer('company_unique_id'), `company_unique_id ${why}`)
  const theirs = team_unique_id === null ? company_unique_id : findRow(context, teams, team_unique_id).company_id
  if (theirs === undefined) return wrong('is required, or a team_unique_id')
  if (company_unique_id !== undefined && company_unique_id !== theirs) wrong('is not the organisation of that team')
  return theirs
}

function inTeam(
  context: Context,
  { user_unique_id, role = 'member' }: Asked,
  place: { readonly company_unique_id: string; readonly team_unique_id: string },
): NewMembership {
  const hidden = (): never => refuseField(context.pointer('team_unique_id'), 'team_unique_id names no team here')
  requireRole(context, place.company_unique_id, 'viewer', hidden)
  requireMayMake(context, { ...place, role: 'member' }, role)
  const belongs = roleIn(context, place.company_unique_id, user_unique_id) !== undefined
  refuseFields(context, { user_unique_id: belongs ? undefined : 'is no member of the organisation' })
  return { ...place, user_unique_id, role }
}

function inCompany(context: Context, { user_unique_id, role }: Asked, company_unique_id: string): NewMembership {
  const unknown = unknownRecord(context, settings, company_unique_id)
  const rules = unknown === undefined ? findRow(context, settings, company_unique_id) : undefined
  const { default_role = 'member', allow_public_signup = false } = rules ?? {}
  const place = { company_unique_id, team_unique_id: null, user_unique_id }
  const comesAlone = allow_public_signup && user_unique_id === context.user.unique_id
  const isMember = roleIn(context, company_unique_id, context.user.unique_id) !== undefined
  if (rules === undefined || (!isMember && !comesAlone))
    return refuseField(context.pointer('company_unique_id'), 'company_unique_id names no company here')
  const given = comesAlone && !isMember ? default_role : (role ?? default_role)
  if (isMember) requireMayMake(context, { ...place, role: 'member' }, given)
  const user = readUser(context, user_unique_id)
  if (user === undefined) throw new Error('An unknown user is refused above')
  refuseFields(context, { user_unique_id: foreignDomain(rules, user.email) })
  checkMfa(rules, user)
  return { ...place, role: given }
}
