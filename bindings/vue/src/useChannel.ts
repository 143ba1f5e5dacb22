import { channel } from '@blockstate/core'
import type { ChannelActions, ChannelState } from '@blockstate/core'
import { toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'
import type { Bound } from './useStore.ts'

/**
 * One channel as it is said: its history, what comes, who writes. `null` is none yet.
 *
 * @example
 * const { state, publish } = useChannel(() => ({ id: props.id }))
 */
export function useChannel(input: MaybeRefOrGetter<{ readonly id: string } | null>): Bound<ChannelState, ChannelActions> {
  const client = useClient()
  return useStore(() => channel(client, toValue(input)))
}
