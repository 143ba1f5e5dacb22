import type { ReactElement } from 'react'
import type { PanelKind } from '../panels/kinds.ts'

/** A panel's mark: its letter in a shape of its own. Its name stands beside it. */
export function Letter({ kind: { name, letter } }: { kind: PanelKind }): ReactElement {
  return (
    <span className="letter" data-of={name} aria-hidden="true">
      {letter}
    </span>
  )
}
