import { useSession } from '@blockstate/react'
import type { ReactElement } from 'react'
import { Brand } from '@blockstate/demo-stage/Brand.tsx'
import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import { NetworkMenu } from '@blockstate/demo-stage/NetworkMenu.tsx'
import { useStage } from './useStage.ts'
import { useStore } from '@blockstate/demo-stage/useStore.ts'

/** The page's head: its name, the switches, and who is signed in. */
export function Header({ inspects, inspect }: { inspects: boolean; inspect: (open: boolean) => void }): ReactElement {
  const { $network, $theme } = useStage()
  const theme = useStore($theme)
  const session = useSession()
  const name = session.status === 'authenticated' ? nameOf(session.user) : null
  return (
    <header className="head">
      <Brand />
      <p className="tagline">One client, four ways to render it</p>
      <NetworkMenu $network={$network} />
      {name !== null && (
        <button type="button" className="tool worded" aria-label="What happens" aria-expanded={inspects} onClick={() => inspect(!inspects)}>
          <Icon name="activity" />
          <span className="wide">What happens</span>
        </button>
      )}
      <button type="button" className="tool" aria-label={theme === 'dark' ? 'Light theme' : 'Dark theme'} onClick={() => $theme.turn()}>
        <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
      </button>
      {name !== null && (
        <div className="who">
          <span className="name">{name}</span>
          {/* Signed out here at once; that the server could not be told changes nothing for whoever sits here. */}
          <button type="button" className="tool worded" onClick={() => void session.signOut().catch(() => {})}>
            Sign out
          </button>
        </div>
      )}
    </header>
  )
}

function nameOf(user: { readonly [field: string]: unknown } | null): string {
  const [first, email] = [user?.['first_name'], user?.['email']]
  return typeof first === 'string' && first !== '' ? first : typeof email === 'string' ? email : 'Signed in'
}
