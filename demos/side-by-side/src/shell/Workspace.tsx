import type { ReactElement } from 'react'
import { Entities } from './Entities.tsx'
import { Talk } from './Talk.tsx'
import { useStage } from './useStage.ts'
import { useStore } from './useStore.ts'

/** Entities on the left, the conversation beside them. A phone shows one after the other. */
export function Workspace(): ReactElement {
  const { $place } = useStage()
  const { entity } = useStore($place)
  return (
    <div className="workspace" data-step={entity === null ? 'list' : 'talk'}>
      <Entities />
      {entity === null ? (
        <main className="talk">
          <p className="quiet centre">Pick somebody to talk to.</p>
        </main>
      ) : (
        <Talk key={entity} entity={entity} />
      )}
    </div>
  )
}
