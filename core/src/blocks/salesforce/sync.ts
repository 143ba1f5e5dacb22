import { op, paged, resource } from '../../declare/index.ts'

/** A synchronisation, from its start to its end. Rows that could not be taken over are in `errors`; `field` is the one to look at. */
export const SyncJob = resource('sync_job', {
  object_type: 'contacts|leads|opportunities!',
  direction: 'push|pull|both!',
  status: 'pending|in_progress|completed|failed!',
  total_count: 'integer!',
  processed_count: 'integer!',
  failed_count: 'integer!',
  errors: [{ record_id: 'uuid|null', salesforce_id: 'string|null', field: 'string|null', code: 'string', message: 'string' }],
  started_at: 'timestamp!',
  completed_at: 'timestamp|null!',
})

export const syncContacts = op('POST salesforce/contacts/sync', {
  about: 'Begin to bring contacts of the CRM and of Salesforce in step; read its state until it is over',
  root: 'sync',
  body: { direction: 'push|pull|both?', since: 'timestamp?', contact_unique_ids: 'uuid[]?' },
  returns: SyncJob,
  optimistic: false,
  stale: ['salesforce/sync', 'crm/contacts'],
})
/** Not one of the 8 skills, like the next: mappings can be made for all three kinds, so all three can be synchronised. */
export const syncLeads = op('POST salesforce/leads/sync', {
  about: 'Begin to bring leads here and in Salesforce in step',
  root: 'sync',
  body: { direction: 'push|pull|both?', since: 'timestamp?' },
  returns: SyncJob,
  optimistic: false,
  stale: ['salesforce/sync'],
})
export const syncOpportunities = op('POST salesforce/opportunities/sync', {
  about: 'Begin to bring opportunities here and in Salesforce in step',
  root: 'sync',
  body: { direction: 'push|pull|both?', since: 'timestamp?' },
  returns: SyncJob,
  optimistic: false,
  stale: ['salesforce/sync'],
})
export const getSyncStatus = op('GET salesforce/sync/status', {
  about: 'Read how far a synchronisation is: the one named, or the latest, of one kind where asked',
  query: { sync_id: 'uuid?', object_type: 'contacts|leads|opportunities?' },
  returns: SyncJob,
})
export const listSyncJobs = op('GET salesforce/sync/jobs', {
  about: 'Page through synchronisations, the latest first',
  query: paged({ object_type: 'string?', status: 'string?' }),
  returns: [SyncJob],
})
