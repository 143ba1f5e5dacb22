import { listEntities } from '@blockstate/core/jarvis'
import { useCollection } from '@blockstate/react'
import { useId, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { plainly } from '@blockstate/demo-stage/plainly.ts'
import { EntityRow } from './EntityRow.tsx'
import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import { useDebounced } from '@blockstate/demo-stage/useDebounced.ts'

/** The digital twins: found by name, page by page. */
export function Entities(): ReactElement {
  const [typed, setTyped] = useState('')
  const search = useDebounced(typed.trim(), 250)
  const list = useCollection(listEntities, search === '' ? { per_page: 20 } : { per_page: 20, search })
  // What was found before stays while the next search runs: a list that blinks with every key cannot be read.
  const before = useRef(list.items)
  if (list.status === 'success') before.current = list.items
  const items = list.status === 'pending' ? before.current : list.items
  const title = useId()

  return (
    <nav className="entities" aria-labelledby={title}>
      <div className="entities-head">
        <h2 id={title}>Digital twins</h2>
        <span className="total">{list.totalCount}</span>
        <label className="search">
          <Icon name="search" />
          <span className="unseen">Search digital twins</span>
          <input type="search" placeholder="Search" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </label>
      </div>
      <div className="entities-list" aria-busy={list.fetching}>
        {list.status === 'error' && (
          <div className="problem" role="alert">
            <p>{plainly(list.error)}.</p>
            <button type="button" className="link" onClick={() => void list.refetch()}>
              Try again
            </button>
          </div>
        )}
        {list.status === 'pending' && items.length === 0 && <Waiting />}
        {list.status === 'success' && items.length === 0 && (
          <p className="quiet">{search === '' ? 'Nobody here yet.' : `Nobody is called “${search}”.`}</p>
        )}
        <ul data-dim={list.status === 'pending'}>
          {items.map((entity) => (
            <EntityRow key={entity.unique_id} entity={entity} />
          ))}
        </ul>
        {list.hasMore && (
          <button type="button" className="older" disabled={list.loadingMore} onClick={() => void list.loadMore()}>
            {list.loadingMore ? 'Loading' : `Load more (${items.length} of ${list.totalCount ?? 'many'})`}
          </button>
        )}
      </div>
    </nav>
  )
}

/** Rows to come, as high as rows are. */
function Waiting(): ReactElement {
  return (
    <ul aria-label="Loading">
      {[72, 54, 64, 80, 48, 60].map((width) => (
        <li key={width} className="ghost">
          <i style={{ width: `${width}%` }} />
          <i style={{ width: `${100 - width / 2}%` }} />
        </li>
      ))}
    </ul>
  )
}
