import { channel } from '@blockstate/core'
import type { ChannelActions, ChannelState } from '@blockstate/core'
import { createStore } from './createStore.ts'
import type { Bound } from './createStore.ts'
import { getClient } from './getClient.ts'
import { valueOf } from './valueOf.ts'
import type { MaybeThunk } from './valueOf.ts'

/**
 * One channel as it is said: its history, what comes, who writes. `null` is none yet.
 *
 * @example
 * const pier = createChannel(() => ({ id })) // $pier.messages, pier.publish({ content })
 */
export function createChannel(input: MaybeThunk<{ readonly id: string } | null>): Bound<ChannelState, ChannelActions> {
  const client = getClient()
  return createStore(() => channel(client, valueOf(input)))
}
