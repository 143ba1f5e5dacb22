import type { JobState, Output } from '@blockstate/core'
import { getSyncStatus, syncContacts } from '@blockstate/core/salesforce'
import { plainly } from '@blockstate/demo-stage/plainly.ts'
import { useJob, useMutation, useQuery } from '@blockstate/react'
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
  const latest = useQuery(getSyncStatus, { object_type: 'contacts' }, { live: true })
  const begin = useMutation(syncContacts)
  const watched = later(begin.data, latest.data)
  const sync = useJob(getSyncStatus, watched ? { sync_id: watched.unique_id } : null)
  const busy = begin.status === 'pending' || sync.status === 'queued' || sync.status === 'running'
  const never = latest.error?.code === 'not_found'

  const wasBusy = useRef(false)
  useEffect(() => {
    if (wasBusy.current && !busy) void read()
    wasBusy.current = busy
  }, [busy, read])

  return (
    <section className="sync" aria-label="Salesforce" data-status={sync.status}>
      <div className="sync-line">
        <b>Salesforce</b>
        <p role="status">{never && !watched ? 'Never in step so far' : saidOf(sync)}</p>
        {busy && <progress aria-label="Contacts in step" {...(sync.progress !== null && { value: sync.progress })} max={1} />}
        {sync.status === 'error' && (
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

function later(one: Sync | undefined, other: Sync | undefined): Sync | undefined {
  return one && other ? (one.started_at > other.started_at ? one : other) : (one ?? other)
}

function saidOf({ status, data, error }: JobState<Sync>): string {
  if (status === 'error') return `${plainly(error)}.`
  if (!data) return '\u00a0'
  const { processed_count: done, total_count: all, failed_count: left, completed_at } = data
  if (status === 'queued') return `Waits for its turn: ${all} contacts`
  if (status === 'running') return `${done} of ${all} contacts`
  if (status === 'succeeded')
    return `In step since ${whenOf(completed_at ?? data.started_at, new Date())}: ${all - left} of ${all} contacts`
  return `Not one of ${all} contacts went through`
}
