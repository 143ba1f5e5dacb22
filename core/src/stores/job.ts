import type { Client } from '../client/createClient.ts'
import { writesOf } from '../client/writes.ts'
import type { Input, Operation, Output, Row } from '../declare/index.ts'
import { isOver, jobProgress } from '../model/jobProgress.ts'
import type { JobProgress, JobStatus } from '../model/jobProgress.ts'
import { BlockstateError } from '../wire/error.ts'
import { isObject } from '../wire/json.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import type { ActingStore } from './acting.ts'
import { mapped } from './mapped.ts'
import { paced } from './paced.ts'
import { createQuery } from './query.ts'
import type { QueryState } from './query.ts'
import type { ReadOptions, Refetchable } from './read.ts'
import { shared } from './shared.ts'

/** How far a piece of long work is. Why it failed is a value like the rest; `error` is why it could not be read. */
export interface JobState<T> extends Omit<JobProgress, 'status'> {
  /** `pending`: not read yet. `error`: it cannot be read, and nothing is known of it. */
  readonly status: 'pending' | 'error' | JobStatus
  readonly fetching: boolean
  /** Its record as it was last told. */
  readonly data?: T | undefined
  readonly error?: BlockstateError | undefined
}

export interface JobOptions {
  /** What ends such work; it takes the same input. Few have one. */
  readonly cancel?: Operation
  /** Hear of its progress over a socket instead of asking; it is asked for while there is none. Default false. */
  readonly live?: boolean
  /** The id of the work in a list, for work that is read in no other way: renditions. */
  readonly row?: string
}

export interface JobActions extends Refetchable {
  /** Ends the work. Resolves when the store shows what came of it; rejects where that was refused, or cannot be asked for. */
  cancel(): Promise<void>
}

/** What an operation tells of a job: the rows of a list, or its answer. */
export type JobRecord<O> = [Row<O>] extends [never] ? Output<O> : Row<O>

export type JobStore<T> = ActingStore<JobState<T>, JobActions>

/** Milliseconds until a job is read again: one second, half as long again with every read that brings no other status, ten at most. */
const FIRST = 1_000
const GROWTH = 1.5
const LONGEST = 10_000

/**
 * Long work, watched until it is over: an agent's run, a workflow's instance, a rendition, a synchronisation. Read after 1 s, then ever less
 * often, up to 10 s; only while somebody watches and the page is visible, by one of the tabs, and not again once it is over. `null` asks
 * nothing: such a store stays pending.
 *
 * @param operation reads the work's record; {@link jobProgress} has the words it understands
 *
 * @example
 * const { unique_id } = await call(client, createAgentRun, { id, thread_id, message: 'Plan the next service' })
 * const $run = job(client, getAgentRun, { id, thread_id, run_id: unique_id })
 * $run.subscribe(({ status, progress, data }) => show(status, progress, data?.output_message))
 */
export function job<O extends Operation>(
  client: Client,
  operation: O,
  input: Input<O> | null,
  { cancel, row, live = false }: JobOptions = {},
): JobStore<JobRecord<O>> {
  const kind = ['job', row, cancel?.route].filter(Boolean).join(' ')
  // Input's fields are what request.ts takes; the type parameter only names them.
  return shared(client, kind, operation, input as Fields | null, { live }, (key, fields) =>
    createJob<JobRecord<O>>(client, key, operation, fields, { ...(cancel && { cancel }), ...(row !== undefined && { row }) }),
  )
}

function createJob<T>(
  client: Client,
  key: string,
  operation: Operation,
  input: Fields | null,
  { cancel, row }: JobOptions,
): JobStore<T> & { tighten(options: ReadOptions): void } {
  let before: string | undefined
  let same = 0
  const wait = (): number | null => {
    const { status, data } = $job.value
    return isOver(status) || !data ? null : Math.min(LONGEST, FIRST * GROWTH ** same)
  }
  const settled = (): void => {
    const { status } = $job.value
    same = status === before ? same + 1 : 0
    before = status
  }
  const $read = createQuery<unknown>(paced(client, wait, settled), key, operation, input)
  const $job = mapped($read, (read) => stateOf<T>(read, row))
  const actions: JobActions = {
    refetch: $read.refetch,
    cancel: async () => {
      if (!cancel || !input) throw new BlockstateError('invalid_input', `${operation.route}: no operation was named that ends such work.`)
      await writesOf(client).add(cancel, input)
      await $read.refetch()
    },
  }
  // Its rhythm is its own: whoever asks for it only may want to hear.
  return Object.assign(acting($job, actions), { tighten: ({ live = false }: ReadOptions) => $read.tighten({ live, staleTime: Infinity }) })
}

function stateOf<T>({ status, fetching, data, error }: QueryState<unknown>, row: string | undefined): JobState<T> {
  const record = recordIn(data, row)
  if (!record) return { status: status === 'error' ? 'error' : 'pending', progress: null, reasons: [], fetching, error }
  // The record of the operation's declared answer, which document.ts built.
  return { ...jobProgress(record), fetching, data: record as T, error }
}

/** The job's record in an answer: itself, or the row of a list or page. */
function recordIn(data: unknown, row: string | undefined): Fields | undefined {
  const rows = isObject(data) && row !== undefined ? data['items'] : data
  if (!Array.isArray(rows)) return isObject(data) ? data : undefined
  return (rows as readonly unknown[]).filter(isObject).find(({ unique_id }) => unique_id === row)
}
