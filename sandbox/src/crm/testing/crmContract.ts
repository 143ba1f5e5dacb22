import type { Contract } from '../../testing/contract.ts'
import { crmBlock } from '../crmBlock.ts'
import { onePiece } from './onePiece.ts'
import type { OnePiece } from './onePiece.ts'

/** How each operation of the block is asked rightly. */
export const crmContract: Contract<OnePiece> = {
  block: crmBlock,
  piece: async (world, operation) => {
    const piece = await onePiece(world)
    if (operation === 'recoverContact') await world.send('DELETE', `contacts/${piece.contacts}`)
    return piece
  },
  inputs: {
    createContact: ({ accounts }) => ({ first_name: 'Ada', last_name: 'Byron', email: 'ada@example.com', account_id: accounts }),
    updateContact: () => ({ title: 'Head of production', tags: ['vip'] }),
    createCompany: () => ({ name: 'Tidewater', website: 'https://tidewater.example', industry: 'Energy' }),
    updateCompany: () => ({ phone: '+44 20 7946 0100' }),
    createDeal: ({ accounts, contacts, pipelines }) => ({
      name: 'Second oven',
      stage: 'asked',
      value: 99.9,
      account_id: accounts,
      contact_id: contacts,
      pipeline_id: pipelines,
    }),
    updateDealStage: () => ({ stage: 'won', value: 1150 }),
    createPipeline: () => ({ name: 'Partners', stages: [{ name: 'First talk' }], is_default: true }),
    logActivity: ({ contacts }) => ({ contact_id: contacts, touch_type: 'email', description: 'Sent the offer' }),
  },
}
