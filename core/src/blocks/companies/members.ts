import { count, op, paged, resource, whose } from '../../declare/index.ts'
import { Team } from './teams.ts'

/**
 * Somebody's place in an organisation, or in one of its teams where `team_unique_id` is told. Roles of an organisation are owner,
 * admin, member and viewer; those of a team are lead and member.
 */
export const TeamMember = resource('team_member', {
  company_unique_id: 'uuid?',
  team_unique_id: 'uuid|null?',
  user_unique_id: 'uuid',
  role: 'owner|admin|member|viewer|lead?',
  payload: 'json?',
  email: 'email!?',
  first_name: 'string|null!?',
  last_name: 'string|null!?',
  joined_at: 'timestamp!?',
})

export const listMembers = op('GET companies/teams/:id/members', {
  about: 'Page through the members of a team',
  query: paged({ role: 'string?', search: 'string?' }),
  returns: [TeamMember],
})
export const listMemberships = op('GET companies/team_members', {
  about: 'Page through the members of organisations and teams, of one of them or of one user where asked',
  query: paged({ company_unique_id: 'uuid?', team_unique_id: 'uuid?', user_unique_id: 'uuid?', role: 'string?', search: 'string?' }),
  returns: [TeamMember],
})
export const addMember = op('POST companies/team_members', {
  about: 'Add a user to an organisation or to one of its teams',
  body: TeamMember,
  returns: TeamMember,
  into: ['companies/teams/:team_unique_id/members'],
  besides: [count(Team, 'members_count', 'team_unique_id')],
  stale: ['companies/teams/:team_unique_id', 'companies/companies'],
})
export const setRole = op('PUT companies/team_members/:id', {
  about: 'Give a member another role',
  root: 'team_member',
  body: { role: 'owner|admin|member|viewer|lead' },
  returns: TeamMember,
  optimistic: false,
  stale: ['companies/teams'],
})
/** The path names the user, while lists hold memberships, which have ids of their own. */
export const removeMember = op('DELETE companies/teams/:id/members/:user_unique_id', {
  about: 'Take a user out of a team',
  removes: whose(TeamMember, { team_unique_id: 'id', user_unique_id: 'user_unique_id' }),
  besides: [count(Team, 'members_count', 'id', () => -1)],
  stale: ['companies/team_members'],
})
/** Not one of the 10 skills: the one way out of an organisation, as the official SDK has it. */
export const removeMembership = op('DELETE companies/team_members/:id', {
  about: 'End a membership; out of an organisation means out of its teams as well',
  removes: TeamMember,
  stale: ['companies/teams', 'companies/companies'],
})
