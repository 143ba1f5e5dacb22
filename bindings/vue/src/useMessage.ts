import { message } from '@blockstate/core'
import type { ChatRoutes, ConversationInput, ShownMessage } from '@blockstate/core'
import { toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'
import type { Bound } from './useStore.ts'

/**
 * One message of a conversation, by its key: a row that renders when its own message changes and at no other token.
 *
 * @example
 * const { state } = useMessage(entityChat, () => ({ id, conv_id }), () => props.messageKey)
 */
export function useMessage<R extends ChatRoutes>(
  routes: R,
  input: MaybeRefOrGetter<ConversationInput<R> | null>,
  key: MaybeRefOrGetter<string>,
): Bound<ShownMessage, object> {
  const client = useClient()
  return useStore(() => message(client, routes, toValue(input), toValue(key)))
}
