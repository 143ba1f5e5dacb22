import { op, paged, resource } from '../../declare/index.ts'

/** A team of an organisation. `team_lead_id` is the user who leads it. */
export const Team = resource('team', {
  name: 'string',
  description: 'string?',
  company_id: 'uuid?',
  department_id: 'uuid|null?',
  team_lead_id: 'uuid|null?',
  status: 'active|inactive?',
  members_count: 'integer!?',
})

export const listTeams = op('GET companies/teams', {
  about: 'Page through the teams of the organisations one is a member of',
  query: paged({ company_id: 'uuid?', status: 'string?', search: 'string?' }),
  returns: [Team],
})
export const getTeam = op('GET companies/teams/:id', { about: 'Read one team', returns: Team })
export const createTeam = op('POST companies/teams', {
  about: 'Set up a team in an organisation, as its admin',
  body: Team,
  returns: Team,
  optimistic: false,
  stale: ['companies/team_members'],
})
