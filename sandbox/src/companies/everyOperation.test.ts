import { contract } from '../testing/contract.ts'
import { newcomer } from '../testing/blockWorld.ts'
import type { RealClient } from '../testing/realClient.ts'
import { companiesBlock } from './companiesBlock.ts'
import { onePiece } from './testing/onePiece.ts'
import type { OnePiece } from './testing/onePiece.ts'

/** Who is invited, and the token they were mailed. */
interface Invited {
  readonly guest?: string
  readonly token: string
}

let founded = 0
let founder: RealClient | undefined

await contract<OnePiece & Invited>({
  block: companiesBlock,
  piece: async (world, operation) => {
    const piece = await onePiece(world)
    if (!/^(accept|decline)Invitation$/.test(operation)) return { ...piece, token: 'none' }
    const { email } = await newcomer(world.world, world.appId)
    await world.made('invitations', { invitation: { email, organization_id: piece.companies } })
    const sql = 'select token from mails where recipient = ?'
    return { ...piece, guest: email, token: world.world.sandbox.database.get<{ token: string }>(sql, email)?.token ?? '' }
  },
  // Signing in takes a password's time: everybody but the guests is one client.
  as: async (world, { guest }) => (guest === undefined ? (founder ??= await world.clientOf()) : world.clientOf(guest)),
  statuses: { acceptInvitation: 200, declineInvitation: 200 },
  inputs: {
    createCompany: () => {
      founded += 1
      return { code: `quarry-${founded}`, name: 'Quarry', url_id: `quarry-${founded}`, website: 'https://quarry.example' }
    },
    updateCompany: () => ({ legal_name: 'Mill Ltd', status: 'active' }),
    updateOrgSettings: () => ({ default_role: 'viewer', allowed_email_domains: ['example.com'] }),
    createTeam: ({ companies, user_unique_id }) => ({ company_id: companies, name: 'Shop', team_lead_id: user_unique_id }),
    addMember: ({ companies, newcomer: user_unique_id }) => ({ company_unique_id: companies, user_unique_id, role: 'admin' }),
    setRole: () => ({ role: 'lead' }),
    createInvitation: ({ companies }) => ({ email: 'theo@example.com', organization_id: companies, role: 'viewer', message: 'Come' }),
    acceptInvitation: ({ token }) => ({ token }),
    declineInvitation: ({ token }) => ({ token }),
  },
})
