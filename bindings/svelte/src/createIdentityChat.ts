import { conversation } from '@blockstate/core'
import type { ConversationActions, ConversationInput, ConversationOptions, ConversationState } from '@blockstate/core'
import { identityChat } from '@blockstate/core/jarvis'
import { createStore } from './createStore.ts'
import type { Bound } from './createStore.ts'
import { getClient } from './getClient.ts'
import { valueOf } from './valueOf.ts'
import type { MaybeThunk } from './valueOf.ts'

/**
 * A conversation of an identity: its history and its answers, which come whole. `null` is nobody yet.
 *
 * @example
 * const chat = createIdentityChat(() => ({ id, conv_id })) // .messages, chat.current.messages, chat.send('Hello')
 */
export function createIdentityChat(
  input: MaybeThunk<ConversationInput<typeof identityChat> | null>,
  options?: ConversationOptions,
): Bound<ConversationState, ConversationActions> {
  const client = getClient()
  return createStore(() => conversation(client, identityChat, valueOf(input), options))
}
