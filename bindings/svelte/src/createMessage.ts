import { message } from '@blockstate/core'
import type { ChatRoutes, ConversationInput, ShownMessage } from '@blockstate/core'
import { createStore } from './createStore.ts'
import type { Bound } from './createStore.ts'
import { getClient } from './getClient.ts'
import { valueOf } from './valueOf.ts'
import type { MaybeThunk } from './valueOf.ts'

/**
 * One message of a conversation, by its key: a row that renders when its own message changes and at no other token.
 *
 * @example
 * const row = createMessage(entityChat, () => ({ id, conv_id }), () => messageKey) // row.current.message
 */
export function createMessage<R extends ChatRoutes>(
  routes: R,
  input: MaybeThunk<ConversationInput<R> | null>,
  key: MaybeThunk<string>,
): Bound<ShownMessage, object> {
  const client = getClient()
  return createStore(() => message(client, routes, valueOf(input), valueOf(key)))
}
