import type { BlockstateError } from '@blockstate/core'
import { plainly } from '@blockstate/demo-stage/plainly.ts'
import type { ReactElement } from 'react'

/** Why something cannot be shown, and another try. */
export function Problem({ error, again }: { error: BlockstateError | undefined; again: () => Promise<void> }): ReactElement {
  return (
    <div className="problem" role="alert">
      <p>{plainly(error)}.</p>
      <button type="button" className="link" onClick={() => void again()}>
        Try again
      </button>
    </div>
  )
}
