import { Company, Invitation, OrgSettings, Team, TeamMember } from '@blockstate/core/companies'
import { counted, stored } from '../database/table.ts'

export const companies = counted(Company, 'companies_companies', 'Company')
export const settings = stored(OrgSettings, 'companies_settings', 'Company')
export const teams = counted(Team, 'companies_teams', 'Team')
export const members = counted(TeamMember, 'companies_members', 'Member')
export const invitations = stored(Invitation, 'companies_invitations', 'Invitation')
