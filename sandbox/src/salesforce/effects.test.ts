import { effects } from '../testing/effects.ts'
import { salesforceContract } from './testing/salesforceContract.ts'

await effects(salesforceContract, {
  configureMapping: { again: ['getMapping'] },
  convertLead: { again: ['getLead', 'getOpportunity', 'listLeads', 'listOpportunities'] },
  createLead: { atOnce: ['listLeads'], again: ['listLeads'] },
  createOpportunity: { atOnce: ['listOpportunities'], again: ['listOpportunities'] },
  getLead: 'reads',
  getMapping: 'reads',
  getOpportunity: 'reads',
  getSyncStatus: 'reads',
  listLeads: 'reads',
  listOpportunities: 'reads',
  listSyncJobs: 'reads',
  syncContacts: { again: ['getSyncStatus', 'listSyncJobs'] },
  syncLeads: { again: ['getSyncStatus', 'listLeads', 'listSyncJobs'] },
  syncOpportunities: { again: ['getSyncStatus', 'listOpportunities', 'listSyncJobs'] },
  updateLead: { atOnce: ['getLead', 'listLeads'], again: ['getLead', 'listLeads'] },
  updateOpportunityStage: { atOnce: ['getOpportunity', 'listOpportunities'], again: ['getOpportunity', 'listOpportunities'] },
})
