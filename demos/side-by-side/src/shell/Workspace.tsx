import { useEffect } from 'react'
import type { ReactElement } from 'react'
import { PANELS } from '../panels/kinds.ts'
import { Entities } from './Entities.tsx'
import { Letters } from './Letters.tsx'
import { Talk } from './Talk.tsx'
import { useStage } from './useStage.ts'
import { useStore } from '@blockstate/demo-stage/useStore.ts'

/** Entities on the left, the conversation beside them. A phone shows one after the other. */
export function Workspace(): ReactElement {
  const { $place } = useStage()
  const { entity } = useStore($place)
  // While the reader looks for somebody: the panels are there when they are needed.
  useEffect(() => void PANELS.map(({ load }) => load()), [])
  return (
    <div className="workspace" data-step={entity === null ? 'list' : 'talk'}>
      <Entities />
      {entity === null ? (
        <main className="talk">
          <div className="centre opening">
            <Letters />
            <h1>Pick somebody to talk to</h1>
            <p>One conversation, one client, rendered by React, Vue, Svelte and plain JavaScript.</p>
          </div>
        </main>
      ) : (
        <Talk key={entity} entity={entity} />
      )}
    </div>
  )
}
