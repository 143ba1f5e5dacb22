import { effects } from '../testing/effects.ts'
import { companiesContract } from './testing/companiesContract.ts'

await effects(companiesContract, {
  acceptInvitation: { again: ['getCompany', 'getOrgSettings', 'listCompanies', 'listInvitations', 'listMemberships'] },
  addMember: {
    atOnce: ['listMemberships'],
    again: ['getCompany', 'getOrgSettings', 'getTeam', 'listCompanies', 'listMembers', 'listMemberships', 'listTeams'],
  },
  cancelInvitation: { atOnce: ['listInvitations'], again: ['listInvitations'] },
  createCompany: { again: ['listCompanies'] },
  createInvitation: { again: ['listInvitations'] },
  createTeam: { again: ['listMemberships', 'listTeams'] },
  declineInvitation: { again: ['listInvitations'] },
  getCompany: 'reads',
  getOrgSettings: 'reads',
  getTeam: 'reads',
  listCompanies: 'reads',
  listInvitations: 'reads',
  listMembers: 'reads',
  listMemberships: 'reads',
  listTeams: 'reads',
  removeMember: {
    atOnce: ['getTeam', 'listMembers', 'listMemberships', 'listTeams'],
    again: ['getTeam', 'listMembers', 'listMemberships', 'listTeams'],
  },
  removeMembership: {
    atOnce: ['listMembers', 'listMemberships'],
    again: ['getCompany', 'getOrgSettings', 'getTeam', 'listCompanies', 'listMembers', 'listMemberships', 'listTeams'],
  },
  setRole: { again: ['getTeam', 'listMembers', 'listMemberships', 'listTeams'] },
  updateCompany: { atOnce: ['getCompany', 'listCompanies'], again: ['listCompanies'] },
  updateOrgSettings: { again: ['getOrgSettings', 'listCompanies'] },
})
