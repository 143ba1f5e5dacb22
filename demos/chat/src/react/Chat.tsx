import { listEntities } from '@blockstate/core/jarvis'
import type { Place, PlaceStore } from '@blockstate/demo-stage/place.ts'
import { useCollection } from '@blockstate/react'
import { useEffect } from 'react'
import type { ReactElement } from 'react'
import { NEW } from '../chat/startTalk.ts'
import { Conversations } from './Conversations.tsx'
import { Problem } from './Problem.tsx'
import { Thread } from './Thread.tsx'

/** Conversations on the left, the chosen one beside them. A phone shows one after the other. */
export function Chat({ place: { entity, conversation }, $place }: { place: Place; $place: PlaceStore }): ReactElement {
  const twins = useCollection(listEntities, { per_page: 100 })
  const first = twins.items[0]?.unique_id ?? null
  useEffect(() => {
    if (entity === null && first !== null) $place.go({ entity: first, conversation: null }, 'replace')
  }, [$place, entity, first])
  return (
    <div className="workspace" data-step={conversation === null ? 'list' : 'talk'}>
      <nav className="talks" aria-label="Conversations">
        <div className="talks-head">
          <label className="twin">
            <span className="unseen">Digital twin</span>
            <select value={entity ?? ''} onChange={(event) => $place.go({ entity: event.target.value, conversation: null })}>
              {twins.items.every(({ unique_id }) => unique_id !== entity) && <option value={entity ?? ''}>Loading</option>}
              {twins.items.map(({ unique_id, name }) => (
                <option key={unique_id} value={unique_id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <button
            type="button"
            className="new"
            disabled={entity === null}
            aria-current={conversation === NEW}
            onClick={() => $place.go({ entity, conversation: NEW })}
          >
            New conversation
          </button>
        </div>
        {twins.status === 'error' && <Problem error={twins.error} again={twins.refetch} />}
        {entity !== null && <Conversations key={entity} entity={entity} chosen={conversation} $place={$place} />}
      </nav>
      {entity !== null && conversation !== null ? (
        <Thread entity={entity} conversation={conversation} $place={$place} />
      ) : (
        <main className="talk">
          <div className="centre opening">
            <h1>Pick a conversation</h1>
            <p>Or begin a new one.</p>
          </div>
        </main>
      )}
    </div>
  )
}
