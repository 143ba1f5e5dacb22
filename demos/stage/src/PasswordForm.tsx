import { useSession } from '@blockstate/react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { ACCOUNTS } from './accounts.ts'
import { useTask } from './useTask.ts'

interface Given {
  readonly email: string
  readonly password: string
}

const nobody: Given = { email: '', password: '' }

/**
 * E-mail and password. The sandbox's own accounts fill themselves in.
 *
 * @param lead what there is behind the door, in a sentence
 * @param given what is filled in from the start
 */
export function PasswordForm({ lead, given = nobody }: { lead: string; given?: Given }): ReactElement {
  const session = useSession()
  const [{ email, password }, setInput] = useState<Given>(given)
  const { busy, failure, run } = useTask()
  const ended = session.status === 'expired' ? 'Your session has ended. Please sign in again.' : null
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        void run(() => session.signIn({ email, password }))
      }}
    >
      <h1>Sign in</h1>
      <p className="lead">{lead}</p>
      <label className="field">
        E-mail
        <input
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setInput({ email: event.target.value, password })}
        />
      </label>
      <label className="field">
        Password
        <input
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setInput({ email, password: event.target.value })}
        />
      </label>
      <p className="failure" role="alert">
        {failure ?? ended}
      </p>
      <button type="submit" className="primary" disabled={busy}>
        {busy ? 'Signing in' : 'Sign in'}
      </button>
      <div className="accounts">
        <p>The sandbox knows</p>
        {ACCOUNTS.map((account) => (
          <button key={account.email} type="button" className="account" onClick={() => setInput(account)}>
            <b>{account.name}</b>
            <small>{account.about}</small>
          </button>
        ))}
      </div>
    </form>
  )
}
