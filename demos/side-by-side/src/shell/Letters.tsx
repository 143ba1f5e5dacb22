import type { ReactElement } from 'react'
import { PANELS } from '../panels/kinds.ts'
import { Letter } from './Letter.tsx'

/** The four marks on one line: what the page is about, without a word. */
export function Letters(): ReactElement {
  return (
    <p className="letters" aria-hidden="true">
      {PANELS.map((kind) => (
        <Letter key={kind.name} kind={kind} />
      ))}
    </p>
  )
}
