import { useSession } from '@blockstate/react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { ACCOUNTS } from './accounts.ts'
import { oneTimeCode } from './oneTimeCode.ts'
import { useTask } from './useTask.ts'

const SECRET = ACCOUNTS.find(({ secret }) => secret !== undefined)?.secret ?? ''

/** The second step, for accounts that ask for a code. */
export function CodeForm(): ReactElement {
  const session = useSession()
  const [code, setCode] = useState('')
  const { busy, failure, run } = useTask()
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        void run(() => session.verify({ code }))
      }}
    >
      <h1>One more step</h1>
      <p className="lead">This account asks for a code from an authenticator app, or one of its backup codes.</p>
      <label className="field">
        Code
        {/* The reader has just pressed Sign in: what comes next is this field and nothing else. */}
        <input
          className="code"
          autoFocus
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </label>
      <p className="failure" role="alert">
        {failure}
      </p>
      <button type="submit" className="primary" disabled={busy}>
        {busy ? 'Checking' : 'Continue'}
      </button>
      <div className="accounts">
        <p>No phone at hand?</p>
        <button type="button" className="account" onClick={() => void oneTimeCode(SECRET, Date.now()).then(setCode)}>
          <b>Fill in the code</b>
          <small>from the sandbox's own secret</small>
        </button>
        <button type="button" className="account" onClick={() => void session.signOut().catch(() => {})}>
          <b>Start over</b>
          <small>with another account</small>
        </button>
      </div>
    </form>
  )
}
