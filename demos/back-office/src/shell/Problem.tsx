import type { BlockstateError } from '@blockstate/core'
import { plainly } from '@blockstate/demo-stage/plainly.ts'
import type { ReactElement } from 'react'

/** Why something cannot be shown, and another try. */
export function Problem({ error, refetch }: { error: BlockstateError | undefined; refetch: () => Promise<void> }): ReactElement {
  return (
    <div className="problem" role="alert">
      <p>{plainly(error)}.</p>
      <button type="button" className="link" onClick={() => void refetch()}>
        Try again
      </button>
    </div>
  )
}
