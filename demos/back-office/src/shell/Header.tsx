import { Brand } from '@blockstate/demo-stage/Brand.tsx'
import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import { NetworkMenu } from '@blockstate/demo-stage/NetworkMenu.tsx'
import { useStore } from '@blockstate/demo-stage/useStore.ts'
import { useSession } from '@blockstate/react'
import type { ReactElement } from 'react'
import { useStage } from './useStage.ts'

/** The page's head: its name, the switches, and who is signed in. */
export function Header(): ReactElement {
  const { $network, $theme } = useStage()
  const theme = useStore($theme)
  const session = useSession()
  const inside = session.status === 'authenticated'
  return (
    <header className="head">
      <Brand />
      <p className="tagline">Back office</p>
      <NetworkMenu $network={$network} />
      <button type="button" className="tool" aria-label={theme === 'dark' ? 'Light theme' : 'Dark theme'} onClick={() => $theme.turn()}>
        <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
      </button>
      {inside && (
        <div className="who">
          <span className="name">{String(session.user?.['first_name'] ?? session.user?.['email'] ?? '')}</span>
          {/* Signed out here at once; that the server could not be told changes nothing for whoever sits here. */}
          <button type="button" className="tool worded" onClick={() => void session.signOut().catch(() => {})}>
            Sign out
          </button>
        </div>
      )}
    </header>
  )
}
