import type { Resource } from '@blockstate/core'
import { plainly } from '@blockstate/demo-stage/plainly.ts'
import { useRecord } from '@blockstate/react'
import type { ReactElement } from 'react'

const SAVING = { create: 'Adding', update: 'Saving', remove: 'Removing' } as const

/** How it stands with one record: saved (nothing to see), saving, or refused with another try. Its room is kept free. */
export function RowState({ resource, id }: { resource: Resource; id: string }): ReactElement {
  const { saving, error, retry, discard } = useRecord(resource, id)
  return (
    <span className="row-state" data-state={saving ?? (error ? 'refused' : 'saved')}>
      {saving !== null ? (
        <span className="saving">{SAVING[saving]}</span>
      ) : (
        error && (
          <>
            <span className="refused" title={`${plainly(error)}. ${error.message}`}>
              Refused
            </span>
            <button type="button" className="link" onClick={() => void retry()}>
              Try again
            </button>
            <button type="button" className="link" onClick={discard}>
              Discard
            </button>
          </>
        )
      )}
    </span>
  )
}
