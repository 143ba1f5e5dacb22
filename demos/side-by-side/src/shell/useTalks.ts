import type { Row } from '@blockstate/core'
import { createEntityConversation, listEntityConversations } from '@blockstate/core/jarvis'
import { useCollection, useMutation } from '@blockstate/react'
import { useEffect } from 'react'
import type { CollectionState } from '@blockstate/core'
import { useStage } from './useStage.ts'
import { useStore } from '@blockstate/demo-stage/useStore.ts'

type Conversation = Row<typeof listEntityConversations>

/** An entity's conversations, and which of them is on the page. */
export interface Talks {
  readonly list: CollectionState<Conversation>
  readonly chosen: string | null
  readonly creating: boolean
  /** Starts a conversation and goes there. */
  create(title?: string): Promise<string>
  refetch(): void
}

/** The conversations of an entity. Where none is chosen the latest is. */
export function useTalks(entity: string): Talks {
  const { $place } = useStage()
  const { conversation } = useStore($place)
  const list = useCollection(listEntityConversations, { id: entity, per_page: 50, sort: '-updated_at' })
  const creation = useMutation(createEntityConversation)

  const latest = list.status === 'success' ? (list.items[0]?.unique_id ?? null) : null
  useEffect(() => {
    if (conversation === null && latest !== null) $place.go({ entity, conversation: latest }, 'replace')
  }, [$place, entity, conversation, latest])

  return {
    list,
    chosen: conversation,
    creating: creation.status === 'pending',
    create: async (title = 'New conversation') => {
      const { unique_id } = await creation.mutate({ id: entity, title })
      $place.go({ entity, conversation: unique_id })
      return unique_id
    },
    refetch: () => void list.refetch(),
  }
}
