import { addMember, listMembers, listMemberships, removeMember, removeMembership, setRole, TeamMember } from '@blockstate/core/companies'
import { allOf } from '../database/allOf.ts'
import { equalTo } from '../database/equalTo.ts'
import { changeRow, listRows, notFound } from '../database/rows.ts'
import { nothing, record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { handle } from '../server/handle.ts'
import { among } from './access.ts'
import { checkedPlace } from './checkedPlace.ts'
import { addMembership, endMembership, keepAnOwner } from './memberships.ts'
import { requireLeave, requireMayMake, visibleMember } from './memberAccess.ts'
import { visibleTeam } from './teamAccess.ts'
import { members } from './tables.ts'

const search = ['email', 'first_name', 'last_name']

/** Who belongs where, and as what. */
export const memberHandlers = [
  handle(listMembers, (context, { id, role, ...input }) => {
    const team = visibleTeam(context, id)
    return answerPage(context, members, input, { search, sort: 'joined_at', ...equalTo({ team_unique_id: team.unique_id, role }) })
  }),
  handle(listMemberships, (context, { company_unique_id, team_unique_id, user_unique_id, role, ...input }) =>
    answerPage(context, members, input, {
      search,
      sort: 'joined_at',
      ...allOf(among(context, 'company_unique_id'), equalTo({ company_unique_id, team_unique_id, user_unique_id, role })),
    }),
  ),
  handle(addMember, (context, input) =>
    context.database.transaction(() =>
      record(TeamMember, addMembership(context, { ...checkedPlace(context, input), payload: input.payload })),
    ),
  ),
  handle(setRole, (context, { id, role }) =>
    context.database.transaction(() => {
      const member = visibleMember(context, id)
      requireMayMake(context, member, role)
      if (member.role === 'owner' && role !== 'owner') keepAnOwner(context, member.company_unique_id)
      return record(TeamMember, changeRow(context, members, id, { role }))
    }),
  ),
  handle(removeMember, (context, { id, user_unique_id }) =>
    context.database.transaction(() => {
      const { unique_id, company_id } = visibleTeam(context, id)
      const [member] = listRows(context, members, { team_unique_id: unique_id, user_unique_id })
      if (member === undefined) return notFound('Member', user_unique_id)
      requireLeave(context, { ...member, company_unique_id: company_id })
      endMembership(context, member)
      return nothing()
    }),
  ),
  handle(removeMembership, (context, { id }) =>
    context.database.transaction(() => {
      const member = visibleMember(context, id)
      requireLeave(context, member)
      endMembership(context, member)
      return nothing()
    }),
  ),
]
