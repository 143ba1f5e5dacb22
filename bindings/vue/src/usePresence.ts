import { presence } from '@blockstate/core'
import type { PresenceActions, PresenceState } from '@blockstate/core'
import { toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'
import type { Bound } from './useStore.ts'

/**
 * Who is in a channel, as they come and go. `null` is no channel yet.
 *
 * @example
 * const { state } = usePresence(() => ({ id: props.id }))
 */
export function usePresence(input: MaybeRefOrGetter<{ readonly id: string } | null>): Bound<PresenceState, PresenceActions> {
  const client = useClient()
  return useStore(() => presence(client, toValue(input)))
}
