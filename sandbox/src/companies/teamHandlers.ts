import { createTeam, getTeam, listTeams, Team } from '@blockstate/core/companies'
import { allOf } from '../database/allOf.ts'
import { equalTo } from '../database/equalTo.ts'
import { createRow, findRow } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { refuseFields } from '../server/refuseFields.ts'
import { among, requireRole, roleIn } from './access.ts'
import type { Asking } from './access.ts'
import { addMembership } from './memberships.ts'
import { visibleTeam } from './teamAccess.ts'
import { teams } from './tables.ts'

/** Teams of organisations. Whoever leads one is its first member. */
export const teamHandlers = [
  handle(listTeams, (context, { company_id, status, ...input }) =>
    answerPage(context, teams, input, {
      search: ['name', 'description'],
      ...allOf(among(context, 'company_id'), equalTo({ company_id, status })),
    }),
  ),
  handle(getTeam, (context, { id }) => record(Team, visibleTeam(context, id))),
  handle(createTeam, (context, { team_lead_id = null, ...input }) =>
    context.database.transaction(() => {
      const company_id = input.company_id ?? onlyCompany(context)
      const unnamed = (why: string): never => refuseField(context.pointer('company_id'), `company_id ${why}`)
      if (company_id === undefined) return unnamed('is required: you belong to no organisation, or to several')
      requireRole(context, company_id, 'admin', () => unnamed('names no company here'))
      const isMember = team_lead_id === null || roleIn(context, company_id, team_lead_id) !== undefined
      refuseFields(context, { team_lead_id: isMember ? undefined : 'names no member of the organisation' })
      const { department_id = null, status = 'active', name } = input
      const sql = 'select 1 from companies_teams where tenant = ? and company_id = ? and department_id is ? and name = ?'
      if (context.database.get(sql, context.tenant, company_id, department_id, name) !== undefined) {
        refuse(409, 'conflict', 'Team Already Exists', `The organisation has a team called ${name} there already; choose another name.`)
      }
      const { unique_id } = createRow(context, teams, { ...input, company_id, department_id, status })
      const place = { company_unique_id: company_id, team_unique_id: unique_id }
      if (team_lead_id !== null) addMembership(context, { ...place, user_unique_id: team_lead_id, role: 'lead' })
      return record(Team, findRow(context, teams, unique_id))
    }),
  ),
]

/** The organisation of somebody who belongs to exactly one. */
function onlyCompany({ database, tenant, user }: Asking): string | undefined {
  const sql =
    'select company_unique_id as id from companies_members where tenant = ? and user_unique_id = ? and team_unique_id is null limit 2'
  const [first, second] = database.all<{ id: string }>(sql, tenant, user.unique_id)
  return second === undefined ? first?.id : undefined
}
