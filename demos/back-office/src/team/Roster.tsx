import { usePresence } from '@blockstate/react'
import type { ReactElement } from 'react'
import { useMe } from '../shell/useMe.ts'
import { STANDINGS } from './standings.ts'

const OWN = ['online', 'away', 'busy'] as const

/** Who is in a channel, whoever is there first, and how one is there oneself. */
export function Roster({ channel }: { channel: string }): ReactElement {
  const me = useMe()
  const { users, line, setStatus } = usePresence({ id: channel })
  return (
    <section className="roster" aria-label="Who is here">
      <h2>Who is here</h2>
      <ul>
        {users.map(({ user_unique_id: user, display_name, status, status_message }) => (
          <li key={user} data-user={user} data-there={status}>
            <span className="there" data-there={status} aria-hidden="true" />
            <b>{user === me ? 'You' : display_name}</b>
            {user === me && status !== 'offline' ? (
              <select
                aria-label="Your status"
                value={status}
                // While nobody can be told, it would only seem to change.
                disabled={line !== 'live'}
                onChange={({ target }) => setStatus(OWN.find((one) => one === target.value) ?? 'online')}
              >
                {OWN.map((one) => (
                  <option key={one} value={one}>
                    {STANDINGS[one]}
                  </option>
                ))}
              </select>
            ) : (
              <small>{[STANDINGS[status], status_message].filter(Boolean).join(', ')}</small>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
