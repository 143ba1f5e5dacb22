import { ACCOUNTS } from '@blockstate/demo-stage/accounts.ts'
import { DemoHeader } from '@blockstate/demo-stage/DemoHeader.tsx'
import { EntranceCard } from '@blockstate/demo-stage/EntranceCard.tsx'
import { useSession } from '@blockstate/react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { FRAMEWORKS } from '../chat/frameworks.ts'
import { ChatFrame } from './ChatFrame.tsx'
import type { Stage } from './createStage.ts'

const CHOSEN = 'blockstate demo framework'

/** The page: its head with the switch of frameworks, and the chat in the one that is chosen. */
export function App({ stage }: { stage: Stage }): ReactElement {
  const { status } = useSession()
  const [chosen, setChosen] = useState(() => localStorage.getItem(CHOSEN))
  const framework = FRAMEWORKS.find(({ id }) => id === chosen) ?? FRAMEWORKS[0]
  const choose = (id: string): void => {
    localStorage.setItem(CHOSEN, id)
    setChosen(id)
  }
  const [first] = ACCOUNTS
  return (
    <div className="app">
      <DemoHeader tagline="A chat to copy" $network={stage.$network} $theme={stage.$theme}>
        <div className="frameworks" role="group" aria-label="Rendered by">
          {FRAMEWORKS.map(({ id, name }) => (
            <button key={id} type="button" aria-pressed={id === framework.id} onClick={() => choose(id)}>
              {name}
            </button>
          ))}
        </div>
      </DemoHeader>
      {status === 'authenticated' ? (
        <ChatFrame key={framework.id} framework={framework} stage={stage} />
      ) : (
        <EntranceCard lead="Talk to a digital twin, in the framework you use." {...(first ? { given: first } : {})} />
      )}
    </div>
  )
}
