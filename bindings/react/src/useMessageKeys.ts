import { messageKeys } from '@blockstate/core'
import type { ChatRoutes, ConversationActions, ConversationInput, ShownKeys } from '@blockstate/core'
import { useMemo } from 'react'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'

/**
 * The keys of a conversation's messages: a list that renders when a message comes or goes, whose rows use {@link useMessage}.
 *
 * @example
 * const { keys, loadOlder } = useMessageKeys(entityChat, { id, conv_id })
 */
export function useMessageKeys<R extends ChatRoutes>(routes: R, input: ConversationInput<R> | null): ShownKeys & ConversationActions {
  const client = useClient()
  const named = JSON.stringify(input)
  // A new object with the same ids is the same conversation.
  return useStore(useMemo(() => messageKeys(client, routes, input), [client, routes, named]))
}
