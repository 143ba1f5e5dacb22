import type { PendingWrite } from '@blockstate/core'
import { useWrites } from '@blockstate/react'
import { useId } from 'react'
import type { ReactElement } from 'react'
import { WriteLine } from './WriteLine.tsx'

/** What is not through: how many changes wait, are on their way, or were refused. It has its place also when there is nothing to say. */
export function WritesBar(): ReactElement {
  const { writes, retry, cancel, discard } = useWrites()
  const id = useId()
  const refused = writes.filter(({ status }) => status === 'failed')
  const tone = refused.length > 0 ? 'bad' : writes.length > 0 ? 'busy' : 'calm'
  return (
    <section className="writes" aria-label="Changes" data-tone={tone}>
      <p role="status">
        <i className="dot" aria-hidden="true" />
        {summary(writes)}
      </p>
      {refused.length > 0 && (
        <>
          {/* What comes of it stands in the bar. */}
          <button type="button" className="link" onClick={() => refused.forEach((write) => void retry(write.id).catch(() => {}))}>
            Try again
          </button>
          <button type="button" className="link" onClick={() => refused.forEach((write) => discard(write.id))}>
            Discard
          </button>
        </>
      )}
      <button type="button" className="link details" popoverTarget={id} disabled={writes.length === 0}>
        Details
      </button>
      <div id={id} popover="auto" className="menu writes-menu" role="group" aria-label="Changes that are not through">
        {writes.length === 0 ? (
          <p className="menu-title">Everything is saved.</p>
        ) : (
          <ul>
            {writes.map((write) => (
              <WriteLine
                key={write.id}
                write={write}
                retry={() => void retry(write.id).catch(() => {})}
                discard={() => (write.status === 'failed' ? discard(write.id) : cancel(write.id))}
              />
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

const STANDINGS = [
  ['waiting', 'waiting'],
  ['sending', 'on the way'],
  ['failed', 'refused'],
] as const

/** `2 on the way, 1 refused`. */
function summary(writes: readonly PendingWrite[]): string {
  if (writes.length === 0) return 'Everything is saved'
  const parts = STANDINGS.map(([status, word]) => [writes.filter((write) => write.status === status).length, word] as const)
  const told = parts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : [])).join(', ')
  return `Changes: ${told}`
}
