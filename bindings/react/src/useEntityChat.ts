import { conversation } from '@blockstate/core'
import type { ConversationActions, ConversationInput, ConversationOptions, ConversationState } from '@blockstate/core'
import { entityChat } from '@blockstate/core/jarvis'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'

/**
 * A conversation with an entity: its history, the answer as it grows, and what became of it. `null` is nobody yet.
 *
 * @example
 * const { messages, status, send, stop } = useEntityChat({ id, conv_id })
 */
export function useEntityChat(
  input: ConversationInput<typeof entityChat> | null,
  options?: ConversationOptions,
): ConversationState & ConversationActions {
  return useStore(conversation(useClient(), entityChat, input, options))
}
