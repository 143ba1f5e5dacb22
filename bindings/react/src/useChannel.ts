import { channel } from '@blockstate/core'
import type { ChannelActions, ChannelState } from '@blockstate/core'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'

/**
 * One channel as it is said: its history, what comes, who writes. `null` is none yet.
 *
 * @example
 * const { messages, publish } = useChannel({ id })
 */
export function useChannel(input: { readonly id: string } | null): ChannelState & ChannelActions {
  return useStore(channel(useClient(), input))
}
