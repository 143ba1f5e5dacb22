import { op, paged, resource } from '../../declare/index.ts'
import { Opportunity } from './opportunities.ts'

/** Somebody who may become a customer. `account_id` and `contact_id` are of the CRM. */
export const Lead = resource('lead', {
  name: 'string',
  email: 'email?',
  source: 'string?',
  account_id: 'uuid|null?',
  contact_id: 'uuid|null?',
  value: 'decimal?',
  stage: 'new|contacted|qualified|proposal|negotiation?',
  probability: 'integer?',
  status: 'active|inactive|converted|lost?',
  salesforce_id: 'string|null!?',
  synced_at: 'timestamp|null!?',
})

export const listLeads = op('GET salesforce/leads', {
  about: 'Page through leads',
  query: paged({ status: 'string?', stage: 'string?', search: 'string?' }),
  returns: [Lead],
})
export const getLead = op('GET salesforce/leads/:id', { about: 'Read one lead', returns: Lead })
export const createLead = op('POST salesforce/leads', { about: 'Add a lead', body: Lead, returns: Lead })
export const updateLead = op('PUT salesforce/leads/:id', { about: 'Change fields of a lead', body: Lead, returns: Lead })
export const convertLead = op('POST salesforce/leads/:id/convert', {
  about: 'Make a lead an opportunity, and a contact where its address is known',
  root: 'conversion',
  body: {
    opportunity_name: 'string?',
    account_id: 'uuid?',
    close_date: 'date?',
    stage: 'discovery|qualification|proposal|negotiation|closed_won|closed_lost?',
  },
  returns: Opportunity,
  optimistic: false,
  stale: ['salesforce/opportunities', 'crm/contacts'],
})
