import type { PendingWrite } from '@blockstate/core'
import { plainly } from '@blockstate/demo-stage/plainly.ts'
import type { ReactElement } from 'react'
import { saidOf } from './saidOf.ts'

const STANDINGS = { waiting: 'Waiting', sending: 'On the way', failed: 'Refused' } as const

/** One change that is not through, and what can be done about it. */
export function WriteLine({ write, retry, discard }: { write: PendingWrite; retry: () => void; discard: () => void }): ReactElement {
  const { deed, values } = saidOf(write)
  return (
    <li className="write-line" data-status={write.status}>
      <p>
        <b>{deed}</b>
        <small>{values}</small>
        <small className="why">{write.status === 'failed' ? `${plainly(write.error)}.` : STANDINGS[write.status]}</small>
      </p>
      {write.status === 'failed' && (
        <button type="button" className="link" onClick={retry}>
          Try again
        </button>
      )}
      {write.status !== 'sending' && (
        <button type="button" className="link" onClick={discard}>
          {write.status === 'failed' ? 'Discard' : 'Take back'}
        </button>
      )}
    </li>
  )
}
