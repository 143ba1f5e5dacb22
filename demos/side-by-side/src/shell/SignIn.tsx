import { useSession } from '@blockstate/react'
import { useRef } from 'react'
import type { ReactElement } from 'react'
import { CodeForm } from '@blockstate/demo-stage/CodeForm.tsx'
import { Letters } from './Letters.tsx'
import { PasswordForm } from '@blockstate/demo-stage/PasswordForm.tsx'

/** The way in: e-mail and password, and a code where the account asks for one. */
export function SignIn(): ReactElement {
  const { status } = useSession()
  // While an attempt is under way its own form stays, with what was typed into it.
  const asksForCode = useRef(false)
  if (status !== 'authenticating') asksForCode.current = status === 'mfa_required'
  return (
    <main className="entrance">
      <div className="card">
        <Letters />
        {asksForCode.current ? <CodeForm /> : <PasswordForm lead="Then pick a digital twin and talk to it in four frameworks at once." />}
      </div>
    </main>
  )
}
