import { useWrites } from '@blockstate/react'
import type { ReactElement } from 'react'

/** What was removed and is not sent yet can be taken back: the latest first, however many there are. */
export function Undo(): ReactElement {
  const { writes, cancel } = useWrites()
  const held = writes.filter(({ operation, status }) => operation.declared.removes !== undefined && status === 'waiting')
  const latest = held.at(-1)
  return (
    <div className="undo" role="status">
      {latest && (
        <p key={latest.id}>
          <span>{held.length === 1 ? 'Removed' : `${held.length} removed`}</span>
          <button type="button" className="link" onClick={() => cancel(latest.id)}>
            Undo
          </button>
        </p>
      )}
    </div>
  )
}
