import { listDeals } from '@blockstate/core/crm'
import { useCollection } from '@blockstate/react'
import { useDroppable } from '@dnd-kit/core'
import { useId } from 'react'
import type { ReactElement } from 'react'
import { Ghosts } from '../shell/Ghosts.tsx'
import { Problem } from '../shell/Problem.tsx'
import { DealCard } from './DealCard.tsx'
import { money } from './money.ts'

interface ColumnProps {
  readonly pipeline: string
  readonly stage: string
  readonly name: string
  readonly landed: string | null
}

/** One stage: a list with a filter of its own. A deal whose stage changes leaves one such list and enters another. */
export function Column({ pipeline, stage, name, landed }: ColumnProps): ReactElement {
  const list = useCollection(listDeals, { pipeline_id: pipeline, stage, per_page: 20, sort: '-value' }, { live: true })
  const { setNodeRef, isOver } = useDroppable({ id: stage })
  const title = useId()
  const worth = list.items.reduce((sum, { value }) => sum + Number(value ?? 0), 0)
  return (
    <section ref={setNodeRef} className="column" aria-labelledby={title} data-stage={stage} data-over={isOver} aria-busy={list.fetching}>
      <header>
        <h2 id={title}>{name}</h2>
        <span className="total">{list.totalCount}</span>
        {/* Of all its deals, or none: a sum of some of them says nothing. */}
        <span className="worth">{list.status === 'success' && !list.hasMore ? money(worth) : ''}</span>
      </header>
      {list.status === 'error' && <Problem error={list.error} refetch={list.refetch} />}
      {list.status === 'pending' && list.items.length === 0 && <Ghosts count={3} />}
      <ul>
        {list.items.map((deal, at) => (
          <DealCard key={list.keys[at]} deal={deal} landed={landed === deal.unique_id} />
        ))}
      </ul>
      {list.status === 'success' && list.items.length === 0 && <p className="quiet empty">No deals</p>}
      {list.hasMore && (
        <button type="button" className="older" disabled={list.loadingMore} onClick={() => void list.loadMore()}>
          {list.loadingMore ? 'Loading' : 'Load more'}
        </button>
      )}
    </section>
  )
}
