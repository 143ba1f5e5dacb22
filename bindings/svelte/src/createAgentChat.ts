import { conversation } from '@blockstate/core'
import type { ConversationActions, ConversationInput, ConversationOptions, ConversationState } from '@blockstate/core'
import { agentChat } from '@blockstate/core/jarvis'
import { createStore } from './createStore.ts'
import type { Bound } from './createStore.ts'
import { getClient } from './getClient.ts'
import { valueOf } from './valueOf.ts'
import type { MaybeThunk } from './valueOf.ts'

/**
 * A thread with an agent: its history, the answer as it grows, and what became of it. `null` is nobody yet.
 *
 * @example
 * const chat = createAgentChat(() => ({ id, thread_id })) // .messages, chat.current.messages, chat.send('Hello')
 */
export function createAgentChat(
  input: MaybeThunk<ConversationInput<typeof agentChat> | null>,
  options?: ConversationOptions,
): Bound<ConversationState, ConversationActions> {
  const client = getClient()
  return createStore(() => conversation(client, agentChat, valueOf(input), options))
}
