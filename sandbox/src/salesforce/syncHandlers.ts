import { getSyncStatus, listSyncJobs, syncContacts, SyncJob, syncLeads, syncOpportunities } from '@blockstate/core/salesforce'
import { contacts } from '../crm/tables.ts'
import { equalTo } from '../database/equalTo.ts'
import { findRow, listRows } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import type { RecordAnswer } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse } from '../server/refusal.ts'
import { refuseFields } from '../server/refuseFields.ts'
import { unknownRecord } from '../server/unknownRecord.ts'
import type { Direction } from './merge.ts'
import type { ObjectType } from './objectTypes.ts'
import { planJob, runJob, workUpAll } from './syncJobs.ts'
import { jobs } from './tables.ts'

/** Synchronisations: begun here, worked on in the background, looked at here. */
export const syncHandlers = [
  handle(syncContacts, (context, { contact_unique_ids: ids, ...input }) => {
    const mistakes = (ids ?? []).map((id, at) => [`contact_unique_ids/${at}`, unknownRecord(context, contacts, id)] as const)
    refuseFields(context, Object.fromEntries(mistakes))
    return begin(context, 'contacts', { ...input, ids })
  }),
  handle(syncLeads, (context, input) => begin(context, 'leads', input)),
  handle(syncOpportunities, (context, input) => begin(context, 'opportunities', input)),
  handle(getSyncStatus, (context, { sync_id, object_type }) => {
    workUpAll(context)
    const asked = object_type === undefined ? {} : { object_type }
    if (sync_id !== undefined) return record(SyncJob, findRow(context, jobs, sync_id, asked))
    const [latest] = listRows(context, jobs, asked, 'rowid desc limit 1')
    const whose = object_type ?? 'anything'
    if (latest === undefined) return refuse(404, 'not_found', 'Sync Job Not Found', `Nobody has synchronised ${whose} yet.`)
    return record(SyncJob, latest)
  }),
  handle(listSyncJobs, (context, { object_type, status, ...input }) => {
    workUpAll(context)
    return answerPage(context, jobs, input, { search: [], sort: '-started_at', ...equalTo({ object_type, status }) })
  }),
]

interface Begun {
  readonly direction?: Direction | undefined
  readonly since?: string | undefined
  readonly ids?: readonly string[] | undefined
}

/** Plans a job and lets it run; 202: it has not happened yet. */
function begin(context: Context, type: ObjectType, { direction = 'both', since, ids }: Begun): RecordAnswer {
  const id = context.database.transaction(() => planJob(context, type, { direction, since, ids }))
  return record(SyncJob, runJob(context, id), { status: 202 })
}
