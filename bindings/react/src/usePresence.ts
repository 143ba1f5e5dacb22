import { presence } from '@blockstate/core'
import type { PresenceActions, PresenceState } from '@blockstate/core'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'

/**
 * Who is in a channel, as they come and go. `null` is no channel yet.
 *
 * @example
 * const { users, online } = usePresence({ id })
 */
export function usePresence(input: { readonly id: string } | null): PresenceState & PresenceActions {
  return useStore(presence(useClient(), input))
}
