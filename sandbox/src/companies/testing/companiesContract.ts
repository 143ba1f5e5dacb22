import type { Contract } from '../../testing/contract.ts'
import { newcomer } from '../../testing/blockWorld.ts'
import { companiesBlock } from '../companiesBlock.ts'
import { onePiece } from './onePiece.ts'
import type { OnePiece } from './onePiece.ts'

/** Who is invited, and the token they were mailed. */
interface Invited {
  readonly guest?: string
  readonly token: string
}

/** How each operation of the block is asked rightly. */
export const companiesContract: Contract<OnePiece & Invited> = {
  block: companiesBlock,
  piece: async (world, operation) => {
    const piece = await onePiece(world)
    if (!/^(accept|decline)Invitation$/.test(operation)) return { ...piece, token: 'none' }
    const { email } = await newcomer(world.world, world.appId)
    await world.made('invitations', { invitation: { email, organization_id: piece.companies } })
    const sql = 'select token from mails where recipient = ?'
    return { ...piece, guest: email, token: world.world.sandbox.database.get<{ token: string }>(sql, email)?.token ?? '' }
  },
  as: async (world, { guest }) => (guest === undefined ? undefined : world.clientOf(guest)),
  statuses: { acceptInvitation: 200, declineInvitation: 200 },
  inputs: {
    createCompany: ({ companies }) => ({
      code: companies.slice(0, 18),
      name: 'Quarry',
      url_id: `quarry-${companies}`,
      website: 'https://quarry.example',
    }),
    updateCompany: () => ({ legal_name: 'Mill Ltd', status: 'active' }),
    updateOrgSettings: () => ({ default_role: 'viewer', allowed_email_domains: ['example.com'] }),
    createTeam: ({ companies, user_unique_id }) => ({ company_id: companies, name: 'Shop', team_lead_id: user_unique_id }),
    addMember: ({ companies, newcomer: user_unique_id }) => ({ company_unique_id: companies, user_unique_id, role: 'admin' }),
    setRole: () => ({ role: 'lead' }),
    createInvitation: ({ companies }) => ({ email: 'theo@example.com', organization_id: companies, role: 'viewer', message: 'Come' }),
    acceptInvitation: ({ token }) => ({ token }),
    declineInvitation: ({ token }) => ({ token }),
  },
}
