import type { JobState, Output } from '@blockstate/core'
import { getSyncStatus, syncContacts } from '@blockstate/core/salesforce'
import { plainly } from '@blockstate/demo-stage/plainly.ts'
import { useJob, useMutation } from '@blockstate/react'
import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import { whenOf } from '../team/whenOf.ts'

type Sync = Output<typeof getSyncStatus>

/**
 * Brings the contacts in step with Salesforce: begun here or by somebody else, watched until it is over, and what was left as it was.
 *
 * @param read reads the contacts again: what the work wrote, nobody told
 */
export function Salesforce({ read }: { read: () => Promise<void> }): ReactElement {
  const sync = useJob(getSyncStatus, { object_type: 'contacts' }, { live: true })
  const begin = useMutation(syncContacts)
  // What was begun here is not the latest that is shown yet.
  const begun = begin.status === 'success' && begin.data.started_at > (sync.data?.started_at ?? '')
  const busy = begin.status === 'pending' || begun || sync.status === 'queued' || sync.status === 'running'

  const wasBusy = useRef(false)
  useEffect(() => {
    if (wasBusy.current && !busy) void read()
    wasBusy.current = busy
  }, [busy, read])

  return (
    <section className="sync" aria-label="Salesforce" data-status={isNew(sync) ? 'pending' : sync.status}>
      <div className="sync-line">
        <b>Salesforce</b>
        <p role="status">{saidOf(sync)}</p>
        {busy && <progress aria-label="Contacts in step" {...(sync.progress !== null && { value: sync.progress })} max={1} />}
        {sync.status === 'error' && !isNew(sync) && (
          <button type="button" className="link" onClick={() => void sync.refetch()}>
            Try again
          </button>
        )}
        {/* Refused, it stands in the bar. */}
        <button type="button" className="button" disabled={busy} onClick={() => void begin.mutate({}).catch(() => {})}>
          Synchronise
        </button>
      </div>
      {!busy && sync.reasons.length > 0 && (
        <details>
          <summary>{sync.reasons.length} left as they were</summary>
          <ul>
            {sync.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** Nobody has brought them in step yet: that is no failure. */
function isNew({ error, data }: JobState<Sync>): boolean {
  return error?.code === 'not_found' && !data
}

function saidOf(sync: JobState<Sync>): string {
  const { status, data, error } = sync
  if (isNew(sync)) return 'Never in step so far'
  if (status === 'error') return `${plainly(error)}.`
  if (!data) return '\u00a0'
  const { processed_count: done, total_count: all, failed_count: left, completed_at } = data
  if (status === 'queued') return `Waits for its turn: ${all} contacts`
  if (status === 'running') return `${done} of ${all} contacts`
  if (status === 'succeeded')
    return `In step since ${whenOf(completed_at ?? data.started_at, new Date())}: ${all - left} of ${all} contacts`
  return `Not one of ${all} contacts went through`
}
