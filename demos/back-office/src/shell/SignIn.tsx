import { ACCOUNTS } from '@blockstate/demo-stage/accounts.ts'
import { CodeForm } from '@blockstate/demo-stage/CodeForm.tsx'
import { PasswordForm } from '@blockstate/demo-stage/PasswordForm.tsx'
import { useSession } from '@blockstate/react'
import { useRef } from 'react'
import type { ReactElement } from 'react'

/** The way in. The first of the sandbox's accounts is filled in already. */
export function SignIn(): ReactElement {
  const { status } = useSession()
  // While an attempt is under way its own form stays, with what was typed into it.
  const asksForCode = useRef(false)
  if (status !== 'authenticating') asksForCode.current = status === 'mfa_required'
  const [first] = ACCOUNTS
  return (
    <main className="entrance">
      <div className="card">
        {asksForCode.current ? (
          <CodeForm />
        ) : (
          <PasswordForm lead="Contacts, deals, posts and points, on a network as bad as you like." {...(first ? { given: first } : {})} />
        )}
      </div>
    </main>
  )
}
