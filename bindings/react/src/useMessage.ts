import { message } from '@blockstate/core'
import type { ChatRoutes, ConversationInput, ShownMessage } from '@blockstate/core'
import { useMemo } from 'react'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'

/**
 * One message of a conversation, by its key: a row that renders when its own message changes and at no other token.
 *
 * @example
 * const { message } = useMessage(entityChat, { id, conv_id }, messageKey)
 */
export function useMessage<R extends ChatRoutes>(routes: R, input: ConversationInput<R> | null, key: string): ShownMessage {
  const client = useClient()
  const named = JSON.stringify(input)
  // A new object with the same ids is the same conversation.
  return useStore(useMemo(() => message(client, routes, input, key), [client, routes, named, key]))
}
