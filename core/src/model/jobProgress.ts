/** Where a piece of long work is. The last three are its end. */
export type JobStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

/** What a job's record says of it. */
export interface JobProgress {
  readonly status: JobStatus
  /** From 0 to 1; `null` where the record does not tell. */
  readonly progress: number | null
  /** Why it failed, or what failed in it, in the server's words. */
  readonly reasons: readonly string[]
}

/** The words of all blocks. `suspended` waits for somebody to let it go on. */
const WORDS: ReadonlyMap<unknown, JobStatus> = new Map<string, JobStatus>([
  ['queued', 'queued'],
  ['pending', 'queued'],
  ['suspended', 'queued'],
  ['running', 'running'],
  ['in_progress', 'running'],
  ['processing', 'running'],
  ['completed', 'succeeded'],
  ['failed', 'failed'],
  ['cancelled', 'cancelled'],
])

/** Fields that count what is done, and what there is to do. */
const COUNTS = [
  ['processed_count', 'total_count'],
  ['steps_completed', 'steps_total'],
] as const

/**
 * Reads a job's record: an agent run, a workflow instance, a rendition, a synchronisation with Salesforce or Stripe. A record without a
 * status, such as a prompt execution or an export, is written when its work is done. An unknown word counts as running: nobody knows that
 * the work is over.
 *
 * @example
 * jobProgress({ status: 'in_progress', processed_count: 3, total_count: 12 }) // { status: 'running', progress: 0.25, reasons: [] }
 */
export function jobProgress(record: Readonly<Record<string, unknown>>): JobProgress {
  const { status: word, errors } = record
  const status = word === undefined ? 'succeeded' : (WORDS.get(word) ?? 'running')
  const listed = Array.isArray(errors) ? (errors as readonly unknown[]).map(reasonOf) : []
  // A failed run of an agent says why where its answer would be.
  const { output_message } = record
  const reasons = status === 'failed' && listed.length === 0 ? [output_message] : listed
  return { status, progress: progressOf(record, status), reasons: reasons.filter((reason) => typeof reason === 'string') }
}

/**
 * Is it over? Nothing changes after that.
 *
 * @example
 * isOver('failed') // true
 */
export function isOver(status: string): boolean {
  return /^(succeeded|failed|cancelled)$/.test(status)
}

function reasonOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'message' in error ? error.message : error
}

function progressOf(record: Readonly<Record<string, unknown>>, status: JobStatus): number | null {
  for (const [done, all] of COUNTS) {
    const [part, whole] = [record[done], record[all]]
    if (typeof part === 'number' && typeof whole === 'number' && whole > 0) return Math.min(1, part / whole)
  }
  return status === 'succeeded' ? 1 : null
}
