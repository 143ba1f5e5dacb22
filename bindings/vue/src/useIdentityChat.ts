import { conversation } from '@blockstate/core'
import type { ConversationActions, ConversationInput, ConversationOptions, ConversationState } from '@blockstate/core'
import { identityChat } from '@blockstate/core/jarvis'
import { toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'
import type { Bound } from './useStore.ts'

/**
 * A conversation of an identity: its history and its answers, which come whole. `null` is nobody yet.
 *
 * @example
 * const { state, send, stop } = useIdentityChat(() => ({ id: props.id, conv_id: props.conv_id }))
 */
export function useIdentityChat(
  input: MaybeRefOrGetter<ConversationInput<typeof identityChat> | null>,
  options?: ConversationOptions,
): Bound<ConversationState, ConversationActions> {
  const client = useClient()
  return useStore(() => conversation(client, identityChat, toValue(input), options))
}
