import { op, paged, patch, resource } from '../../declare/index.ts'

/** A sale in the making. `lead` is what it was converted from; `status` follows from the stage. */
export const Opportunity = resource(
  'salesforce:opportunity',
  {
    name: 'string',
    account_id: 'uuid|null?',
    contact_id: 'uuid|null?',
    value: 'decimal?',
    stage: 'discovery|qualification|proposal|negotiation|closed_won|closed_lost?',
    close_date: 'date|null?',
    probability: 'integer?',
    status: 'active|inactive|won|lost!',
    lead: 'ref|null!?',
    salesforce_id: 'string|null!?',
    synced_at: 'timestamp|null!?',
  },
  { root: 'opportunity' },
)

export const listOpportunities = op('GET salesforce/opportunities', {
  about: 'Page through opportunities',
  query: paged({ status: 'string?', stage: 'string?', search: 'string?' }),
  returns: [Opportunity],
})
export const getOpportunity = op('GET salesforce/opportunities/:id', { about: 'Read one opportunity', returns: Opportunity })
export const createOpportunity = op('POST salesforce/opportunities', {
  about: 'Open an opportunity',
  body: Opportunity,
  returns: Opportunity,
})
/** Its status, and its probability where none is given, follow from the stage: only the server knows them. */
export const updateOpportunityStage = op('PUT salesforce/opportunities/:id/stage', {
  about: 'Move an opportunity to another stage',
  root: 'opportunity',
  body: { stage: 'discovery|qualification|proposal|negotiation|closed_won|closed_lost', probability: 'integer?' },
  returns: Opportunity,
  // The input has been checked against the words above.
  patches: patch(Opportunity, (before, { stage, probability }) => ({
    stage: stage as typeof before.stage,
    probability: typeof probability === 'number' ? probability : before.probability,
  })),
})
