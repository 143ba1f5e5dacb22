import { crmBlock } from '../../crm/crmBlock.ts'
import type { Contract } from '../../testing/contract.ts'
import { salesforceBlock } from '../salesforceBlock.ts'
import { onePiece } from './onePiece.ts'
import type { OnePiece } from './onePiece.ts'

/** How each operation of the block is asked rightly. */
export const salesforceContract: Contract<OnePiece> = {
  block: salesforceBlock,
  options: { blocks: [crmBlock, salesforceBlock] },
  piece: onePiece,
  statuses: { syncContacts: 202, syncLeads: 202, syncOpportunities: 202 },
  inputs: {
    syncContacts: () => ({ direction: 'pull', since: '2025-01-01T00:00:00Z', contact_unique_ids: [] }),
    syncLeads: () => ({ direction: 'push' }),
    syncOpportunities: () => ({}),
    getSyncStatus: () => ({ object_type: 'leads' }),
    createLead: () => ({ name: 'Mary Anderson', source: 'Referral', value: 2750, stage: 'contacted', probability: 20 }),
    updateLead: () => ({ stage: 'qualified', status: 'inactive' }),
    convertLead: () => ({ opportunity_name: 'Road studs', close_date: '2026-04-01', stage: 'proposal' }),
    createOpportunity: () => ({ name: 'Bandstand roof', value: 18_900, stage: 'proposal' }),
    updateOpportunityStage: () => ({ stage: 'closed_won' }),
    configureMapping: () => ({ mappings: [{ local_field: 'last_name', salesforce_field: 'LastName', direction: 'push' }] }),
  },
}
