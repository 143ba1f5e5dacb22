import { listDeals } from '@blockstate/core/crm'
import { effects } from '../testing/effects.ts'
import { crmContract } from './testing/crmContract.ts'

await effects(
  crmContract,
  {
    createCompany: { atOnce: ['listCompanies'], again: ['listCompanies'] },
    createContact: { atOnce: ['listContacts'], again: ['getCompany', 'listCompanies', 'listContacts'] },
    createDeal: {
      atOnce: ['asked deals', 'listDeals'],
      again: ['asked deals', 'won deals', 'getPipeline', 'listDeals', 'listPipelines'],
    },
    createPipeline: { again: ['listPipelines'] },
    deleteContact: { atOnce: ['getContact', 'listContacts'], again: ['getCompany', 'getContact', 'listCompanies', 'listContacts'] },
    getCompany: 'reads',
    getContact: 'reads',
    getDeal: 'reads',
    getPipeline: 'reads',
    listActivities: 'reads',
    listCompanies: 'reads',
    listContacts: 'reads',
    listDeals: 'reads',
    listPipelines: 'reads',
    logActivity: { atOnce: ['listActivities'], again: ['listActivities'] },
    recoverContact: { atOnce: ['getContact'], again: ['getCompany', 'getContact', 'listCompanies', 'listContacts'] },
    updateCompany: { atOnce: ['getCompany', 'listCompanies'], again: ['getCompany', 'listCompanies'] },
    updateContact: { atOnce: ['getContact', 'listContacts'], again: ['getCompany', 'getContact', 'listCompanies', 'listContacts'] },
    updateDealStage: {
      atOnce: ['asked deals', 'getDeal', 'listDeals', 'won deals'],
      again: ['asked deals', 'getDeal', 'getPipeline', 'listDeals', 'listPipelines', 'won deals'],
    },
  },
  {
    // Two columns of a board.
    'asked deals': [listDeals, ({ pipelines }) => ({ pipeline_id: pipelines, filter: { stage: 'asked' } })],
    'won deals': [listDeals, ({ pipelines }) => ({ pipeline_id: pipelines, filter: { stage: 'won' } })],
  },
)
