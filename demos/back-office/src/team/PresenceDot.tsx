import type { ReactElement } from 'react'
import { STANDINGS } from './standings.ts'
import { useTeam } from './useTeam.ts'

/** A dot beside a name: is this person in the office? Each standing has its own form and its word. Nothing where nobody knows the person. */
export function PresenceDot({ user }: { user: string | undefined }): ReactElement | null {
  const { users } = useTeam()
  const status = users.find(({ user_unique_id }) => user_unique_id === user)?.status
  if (!status) return null
  return (
    <span className="there" data-there={status} title={STANDINGS[status]}>
      <span className="unseen">{STANDINGS[status]}</span>
    </span>
  )
}
