import { useState } from 'react'
import type { ReactElement } from 'react'
import { PANELS } from '../panels/kinds.ts'
import type { Talk } from '../panels/panel.ts'
import { PanelFrame } from './PanelFrame.tsx'

/** The four panels; where there is room for one only, the reader says which. All stay bound. */
export function Panels({ talk }: { talk: Talk }): ReactElement {
  const [shown, setShown] = useState(PANELS[0]?.name)
  return (
    <div className="stage">
      <div className="switch" role="group" aria-label="Panel shown">
        {PANELS.map(({ name, title }) => (
          <button key={name} type="button" aria-pressed={shown === name} onClick={() => setShown(name)}>
            {title}
          </button>
        ))}
      </div>
      <div className="panels">
        {PANELS.map((kind) => (
          <PanelFrame key={kind.name} kind={kind} talk={talk} active={shown === kind.name} />
        ))}
      </div>
    </div>
  )
}
