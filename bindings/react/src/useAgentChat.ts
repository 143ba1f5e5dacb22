import { conversation } from '@blockstate/core'
import type { ConversationActions, ConversationInput, ConversationOptions, ConversationState } from '@blockstate/core'
import { agentChat } from '@blockstate/core/jarvis'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'

/**
 * A thread with an agent: its history, the answer as it grows, and what became of it. `null` is nobody yet.
 *
 * @example
 * const { messages, status, send, stop } = useAgentChat({ id, thread_id })
 */
export function useAgentChat(
  input: ConversationInput<typeof agentChat> | null,
  options?: ConversationOptions,
): ConversationState & ConversationActions {
  return useStore(conversation(useClient(), agentChat, input, options))
}
