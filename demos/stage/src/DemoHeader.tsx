import { useSession } from '@blockstate/react'
import type { ReactElement, ReactNode } from 'react'
import { Brand } from './Brand.tsx'
import { Icon } from './Icon.tsx'
import { NetworkMenu } from './NetworkMenu.tsx'
import type { NetworkStore } from './network.ts'
import type { ThemeStore } from './theme.ts'
import { useStore } from './useStore.ts'

export interface DemoHeaderProps {
  readonly tagline: string
  readonly $network: NetworkStore
  readonly $theme: ThemeStore
  /** Switches of the demo's own, shown to whoever is signed in. */
  readonly children?: ReactNode
}

/** A demo's head: its name, the switches, and who is signed in. */
export function DemoHeader({ tagline, $network, $theme, children }: DemoHeaderProps): ReactElement {
  const theme = useStore($theme)
  const session = useSession()
  const name = session.status === 'authenticated' ? nameOf(session.user) : null
  return (
    <header className="head">
      <Brand />
      <p className="tagline">{tagline}</p>
      {name !== null && children}
      <NetworkMenu $network={$network} />
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
