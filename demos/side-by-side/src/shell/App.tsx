import { useSession } from '@blockstate/react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { Header } from './Header.tsx'
import { Inspector } from './Inspector.tsx'
import { SignIn } from './SignIn.tsx'
import { Workspace } from './Workspace.tsx'

const OPEN = 'blockstate demo inspector'

/** The page: who is signed in sees the workspace, everybody else the way in. */
export function App(): ReactElement {
  const { status } = useSession()
  const [inspects, setInspects] = useState(() => localStorage.getItem(OPEN) === 'yes')
  const inspect = (open: boolean): void => {
    localStorage.setItem(OPEN, open ? 'yes' : 'no')
    setInspects(open)
  }
  const inside = status === 'authenticated'
  return (
    <div className="app" data-inspects={inside && inspects}>
      <Header inspects={inspects} inspect={inspect} />
      {inside ? <Workspace /> : <SignIn />}
      {inside && inspects && <Inspector close={() => inspect(false)} />}
    </div>
  )
}
