import { conversation } from '@blockstate/core'
import type { ConversationActions, ConversationInput, ConversationOptions, ConversationState } from '@blockstate/core'
import { agentChat } from '@blockstate/core/jarvis'
import { toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'
import type { Bound } from './useStore.ts'

/**
 * A thread with an agent: its history, the answer as it grows, and what became of it. `null` is nobody yet.
 *
 * @example
 * const { state, send, stop } = useAgentChat(() => ({ id: props.id, thread_id: props.thread_id }))
 */
export function useAgentChat(
  input: MaybeRefOrGetter<ConversationInput<typeof agentChat> | null>,
  options?: ConversationOptions,
): Bound<ConversationState, ConversationActions> {
  const client = useClient()
  return useStore(() => conversation(client, agentChat, toValue(input), options))
}
