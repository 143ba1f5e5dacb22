// Organisations, a resource a file.

export { Company, listCompanies, getCompany, createCompany, updateCompany } from './companies/companies.ts'
export { OrgSettings, getOrgSettings, updateOrgSettings } from './companies/settings.ts'
export { Team, listTeams, getTeam, createTeam } from './companies/teams.ts'
export { TeamMember, listMembers, listMemberships, addMember, setRole, removeMember, removeMembership } from './companies/members.ts'
export {
  Invitation,
  listInvitations,
  createInvitation,
  cancelInvitation,
  acceptInvitation,
  declineInvitation,
} from './companies/invitations.ts'
