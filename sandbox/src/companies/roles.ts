/** What somebody may be in an organisation, the least first: each may do what those before it may. */
export const orgRoles = ['viewer', 'member', 'admin', 'owner'] as const

/** A role of an organisation. */
export type OrgRole = (typeof orgRoles)[number]

/** What somebody may be in a team. */
export const teamRoles = ['lead', 'member'] as const

/**
 * Does a role allow what needs at least another one?
 *
 * @example
 * mayAct('admin', 'member') // true
 */
export function mayAct(role: OrgRole, least: OrgRole): boolean {
  return orgRoles.indexOf(role) >= orgRoles.indexOf(least)
}

/**
 * Is it a role of an organisation?
 *
 * @example
 * isOrgRole('lead') // false: that is one of a team
 */
export function isOrgRole(role: string): role is OrgRole {
  return orgRoles.some((one) => one === role)
}
