import { conversation } from '@blockstate/core'
import type { ConversationActions, ConversationInput, ConversationOptions, ConversationState } from '@blockstate/core'
import { identityChat } from '@blockstate/core/jarvis'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'

/**
 * A conversation of an identity: its history and its answers, which come whole. `null` is nobody yet.
 *
 * @example
 * const { messages, status, send, stop } = useIdentityChat({ id, conv_id })
 */
export function useIdentityChat(
  input: ConversationInput<typeof identityChat> | null,
  options?: ConversationOptions,
): ConversationState & ConversationActions {
  return useStore(conversation(useClient(), identityChat, input, options))
}
