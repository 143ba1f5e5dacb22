import { useSession } from '@blockstate/react'
import { useRef } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { CodeForm } from './CodeForm.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import type { Account } from './accounts.ts'

/**
 * The way in: e-mail and password, and a code where the account asks for one.
 *
 * @param lead what there is behind the door, in a sentence
 * @param given the account that is filled in from the start
 * @param children what stands above the form
 */
export function EntranceCard({ lead, given, children }: { lead: string; given?: Account; children?: ReactNode }): ReactElement {
  const { status } = useSession()
  // While an attempt is under way its own form stays, with what was typed into it.
  const asksForCode = useRef(false)
  if (status !== 'authenticating') asksForCode.current = status === 'mfa_required'
  return (
    <main className="entrance">
      <div className="card">
        {children}
        {asksForCode.current ? <CodeForm /> : <PasswordForm lead={lead} {...(given ? { given } : {})} />}
      </div>
    </main>
  )
}
