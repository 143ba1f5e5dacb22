import { usePresence } from '@blockstate/react'
import { useChannels } from './useChannels.ts'

/** The channel that everybody of the office is in. */
const EVERYBODY = 'general'

/**
 * Who is in the office, as they come and go.
 *
 * @example
 * const { users } = useTeam()
 */
export function useTeam(): ReturnType<typeof usePresence> {
  const { items } = useChannels()
  const id = items.find(({ name, channel_type }) => name === EVERYBODY && channel_type !== 'direct')?.unique_id
  return usePresence(id === undefined ? null : { id })
}
