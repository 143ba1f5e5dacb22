import { messageKeys } from '@blockstate/core'
import type { ChatRoutes, ConversationActions, ConversationInput, ShownKeys } from '@blockstate/core'
import { toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'
import type { Bound } from './useStore.ts'

/**
 * The keys of a conversation's messages: a list that renders when a message comes or goes, whose rows use {@link useMessage}.
 *
 * @example
 * const { state, loadOlder } = useMessageKeys(entityChat, () => ({ id, conv_id }))
 */
export function useMessageKeys<R extends ChatRoutes>(
  routes: R,
  input: MaybeRefOrGetter<ConversationInput<R> | null>,
): Bound<ShownKeys, ConversationActions> {
  const client = useClient()
  return useStore(() => messageKeys(client, routes, toValue(input)))
}
