import { op, paged, patch, resource } from '../../declare/index.ts'

/** A sale in the making. `stage` is the key of a stage of its pipeline; `status` follows from that stage. */
export const Deal = resource('opportunity', {
  name: 'string',
  account_id: 'uuid|null?',
  contact_id: 'uuid|null?',
  pipeline_id: 'uuid?',
  value: 'decimal?',
  stage: 'string?',
  close_date: 'date|null?',
  probability: 'integer?',
  owner_unique_id: 'uuid|null?',
  status: 'active|inactive|won|lost!',
  account: 'ref|null!?',
})

export const listDeals = op('GET crm/opportunities', {
  about: 'Page through deals, of one pipeline or one stage where asked',
  query: paged({ pipeline_id: 'uuid?', stage: 'string?', status: 'string?', account_id: 'uuid?', contact_id: 'uuid?', search: 'string?' }),
  returns: [Deal],
})
export const getDeal = op('GET crm/opportunities/:id', { about: 'Read one deal', returns: Deal })
export const createDeal = op('POST crm/opportunities', {
  about: 'Open a deal, in the default pipeline and its first stage unless said otherwise',
  body: Deal,
  returns: Deal,
  stale: ['crm/pipelines'],
})
/** The deal's status, and its probability where none is given, follow from the stage: only the server knows them. */
export const updateDealStage = op('PUT crm/opportunities/:id', {
  about: 'Move a deal to another stage of its pipeline',
  root: 'opportunity',
  body: { stage: 'string', probability: 'integer?', value: 'decimal?' },
  returns: Deal,
  patches: patch(Deal, (deal, { stage, probability, value }) => ({
    stage: String(stage),
    probability: typeof probability === 'number' ? probability : deal.probability,
    value: typeof value === 'number' ? value : deal.value,
  })),
  stale: ['crm/pipelines'],
})
