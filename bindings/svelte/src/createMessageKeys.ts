import { messageKeys } from '@blockstate/core'
import type { ChatRoutes, ConversationActions, ConversationInput, ShownKeys } from '@blockstate/core'
import { createStore } from './createStore.ts'
import type { Bound } from './createStore.ts'
import { getClient } from './getClient.ts'
import { valueOf } from './valueOf.ts'
import type { MaybeThunk } from './valueOf.ts'

/**
 * The keys of a conversation's messages: a list that renders when a message comes or goes, whose rows use {@link createMessage}.
 *
 * @example
 * const list = createMessageKeys(entityChat, () => ({ id, conv_id })) // list.current.keys, list.loadOlder()
 */
export function createMessageKeys<R extends ChatRoutes>(
  routes: R,
  input: MaybeThunk<ConversationInput<R> | null>,
): Bound<ShownKeys, ConversationActions> {
  const client = getClient()
  return createStore(() => messageKeys(client, routes, valueOf(input)))
}
