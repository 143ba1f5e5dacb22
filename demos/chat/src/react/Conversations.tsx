import { listEntityConversations } from '@blockstate/core/jarvis'
import type { PlaceStore } from '@blockstate/demo-stage/place.ts'
import { useCollection } from '@blockstate/react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { ConversationRow } from './ConversationRow.tsx'
import { Ghosts } from './Ghosts.tsx'
import { Problem } from './Problem.tsx'

interface ConversationsProps {
  readonly entity: string
  readonly chosen: string | null
  readonly $place: PlaceStore
}

/** An entity's conversations, the one spoken in last first. Those put away are shown on request. */
export function Conversations({ entity, chosen, $place }: ConversationsProps): ReactElement {
  const list = useCollection(listEntityConversations, { id: entity, per_page: 30, sort: '-updated_at' })
  const [archived, setArchived] = useState(false)
  const shown = list.items.filter(({ status }) => (status === 'archived') === archived)
  return (
    <>
      <div className="talks-list" aria-busy={list.fetching}>
        {list.status === 'error' && <Problem error={list.error} again={list.refetch} />}
        {list.status === 'pending' && <Ghosts />}
        {list.status === 'success' && shown.length === 0 && (
          <p className="quiet">{archived ? 'Nothing was put away.' : 'No conversation yet.'}</p>
        )}
        <ul>
          {shown.map((talk) => (
            <ConversationRow key={talk.unique_id} talk={talk} entity={entity} chosen={talk.unique_id === chosen} $place={$place} />
          ))}
        </ul>
        {list.hasMore && (
          <button type="button" className="older" disabled={list.loadingMore} onClick={() => void list.loadMore()}>
            {list.loadingMore ? 'Loading' : 'Load more'}
          </button>
        )}
      </div>
      <div className="talks-foot" role="group" aria-label="Shown">
        <button type="button" aria-pressed={!archived} onClick={() => setArchived(false)}>
          Current
        </button>
        <button type="button" aria-pressed={archived} onClick={() => setArchived(true)}>
          Archived
        </button>
      </div>
    </>
  )
}
