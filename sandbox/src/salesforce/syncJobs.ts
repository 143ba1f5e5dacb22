import type { SyncJob } from '@blockstate/core/salesforce'
import type { RecordOf } from '@blockstate/core/describe'
import type { Place } from '../database/place.ts'
import { changeRow, createRow, findRow, instant, listRows } from '../database/rows.ts'
import type { RequestContext } from '../server/context.ts'
import { refuse } from '../server/refusal.ts'
import type { ObjectType } from './objectTypes.ts'
import { planSync } from './planSync.ts'
import type { Pair, SyncRequest } from './planSync.ts'
import { syncPair } from './syncPair.ts'
import { jobs } from './tables.ts'

type Job = RecordOf<typeof SyncJob>

/** A job waits so long before it begins, and takes so long for each row: milliseconds on the sandbox's clock. */
export const pace = { start: 400, row: 50 } as const

/**
 * Plans a synchronisation and keeps it, not begun. Refuses with 409 while another of the same kind is under way.
 *
 * @example
 * const id = planJob(context, 'contacts', { direction: 'both' })
 */
export function planJob(place: Place, type: ObjectType, request: SyncRequest): string {
  refuseWhileRunning(place, type, 'wait for its end')
  const pairs = planSync(place, type, request)
  const counts = { total_count: pairs.length, processed_count: 0, failed_count: 0 }
  const beside = { object_type: type, direction: request.direction, status: 'pending', ...counts, errors: '[]' }
  const { unique_id } = createRow(place, jobs, {}, { ...beside, started_at: instant(place.now()), completed_at: null })
  const sql = 'insert into salesforce_job_rows (tenant, job_id, position, local_id, salesforce_id) values (?, ?, ?, ?, ?)'
  pairs.forEach(({ local_id, salesforce_id }, at) => place.database.run(sql, place.tenant, unique_id, at, local_id, salesforce_id))
  return unique_id
}

/**
 * Refuses with 409 while a synchronisation of this kind is under way.
 *
 * @example
 * refuseWhileRunning(context, 'contacts', 'change the mapping after it')
 */
export function refuseWhileRunning(place: Place, type: ObjectType, advice: string): void {
  workUpAll(place)
  const running = unfinished(place).find(({ object_type }) => object_type === type)
  if (running !== undefined) {
    refuse(409, 'conflict', 'Sync Is Running', `The synchronisation ${running.unique_id} of ${type} is ${running.status}; ${advice}.`)
  }
}

/**
 * Does those rows of a job whose time has come, and answers whether it is over. How far a job is follows from the clock alone, so a job
 * that a stopped server left behind is caught up by whoever asks for it.
 *
 * @example
 * while (!workUp(context, id)) await context.pause(250)
 */
export function workUp(place: Place, id: string): boolean {
  return place.database.transaction(() => {
    const [job] = listRows(place, jobs, { unique_id: id })
    // After a reset there is no such job any more.
    if (job === undefined || job.completed_at !== null) return true
    const elapsed = place.now() - Date.parse(job.started_at) - pace.start
    if (elapsed < 0) return false
    const due = Math.min(job.total_count, Math.floor(elapsed / pace.row))
    const results = rowsOf(place, job, due).map((pair) => syncPair(place, job.object_type, job.direction, pair))
    const errors = [...job.errors, ...results.flat()]
    const failed_count = job.failed_count + results.filter((faults) => faults.length > 0).length
    const over = due === job.total_count
    const end = failed_count > 0 && failed_count === job.total_count ? 'failed' : 'completed'
    const state = over ? { status: end, completed_at: instant(place.now()) } : { status: 'in_progress' }
    changeRow(place, jobs, id, {}, { ...state, processed_count: due, failed_count, errors: JSON.stringify(errors) })
    return over
  })
}

/**
 * Does the same for every job that is not over.
 *
 * @example
 * workUpAll(context)
 */
export function workUpAll(place: Place): void {
  for (const { unique_id } of unfinished(place)) workUp(place, unique_id)
}

/**
 * Works on a job in the background until it is over, whoever asks for it or not.
 *
 * @example
 * runJob(context, planJob(context, 'leads', { direction: 'push' }))
 */
export function runJob(context: RequestContext, id: string): Job {
  context.background(work(context, id))
  return findRow(context, jobs, id)
}

async function work(context: RequestContext, id: string): Promise<void> {
  // Whoever began the job has had their answer: their leaving does not end it.
  const { signal } = new AbortController()
  for (let over = false; !over;) {
    await context.pause(pace.row * 4, signal)
    over = workUp(context, id)
    context.changed('salesforce/sync/status')
  }
}

function unfinished(place: Place): Job[] {
  return [...listRows(place, jobs, { status: 'pending' }), ...listRows(place, jobs, { status: 'in_progress' })]
}

function rowsOf({ database, tenant }: Place, { unique_id, processed_count }: Job, due: number): Pair[] {
  const sql = `select local_id, salesforce_id from salesforce_job_rows
    where tenant = ? and job_id = ? and position >= ? and position < ? order by position`
  return database.all<Pair>(sql, tenant, unique_id, processed_count, due)
}
