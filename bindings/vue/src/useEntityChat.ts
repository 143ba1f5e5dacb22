import { conversation } from '@blockstate/core'
import type { ConversationActions, ConversationInput, ConversationOptions, ConversationState } from '@blockstate/core'
import { entityChat } from '@blockstate/core/jarvis'
import { toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'
import type { Bound } from './useStore.ts'

/**
 * A conversation with an entity: its history, the answer as it grows, and what became of it. `null` is nobody yet.
 *
 * @example
 * const { state, send, stop } = useEntityChat(() => ({ id: props.id, conv_id: props.conv_id }))
 */
export function useEntityChat(
  input: MaybeRefOrGetter<ConversationInput<typeof entityChat> | null>,
  options?: ConversationOptions,
): Bound<ConversationState, ConversationActions> {
  const client = useClient()
  return useStore(() => conversation(client, entityChat, toValue(input), options))
}
