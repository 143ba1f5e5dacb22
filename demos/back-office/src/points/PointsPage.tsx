import { getLeaderboard } from '@blockstate/core/rewards'
import { useCollection } from '@blockstate/react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { Ghosts } from '../shell/Ghosts.tsx'
import { Problem } from '../shell/Problem.tsx'
import { BoardLine } from './BoardLine.tsx'
import { Standing } from './Standing.tsx'

const PERIODS = [
  ['all', 'All time'],
  ['month', 'Month'],
  ['week', 'Week'],
  ['day', 'Day'],
] as const

/** Who has how many points. Places are the server's affair: they are never guessed. */
export function PointsPage(): ReactElement {
  const [period, setPeriod] = useState<(typeof PERIODS)[number][0]>('all')
  const list = useCollection(getLeaderboard, { period, per_page: 20 }, { keepPrevious: true, live: true })
  return (
    <div className="page points-page">
      <div className="page-head">
        <h1>Points</h1>
        <span className="total">{list.totalCount}</span>
        <div className="segments" role="group" aria-label="Period">
          {PERIODS.map(([key, title]) => (
            <button key={key} type="button" aria-pressed={period === key} onClick={() => setPeriod(key)}>
              {title}
            </button>
          ))}
        </div>
      </div>
      <Standing />
      {list.status === 'error' && <Problem error={list.error} refetch={list.refetch} />}
      {list.status === 'pending' && list.items.length === 0 && <Ghosts count={10} />}
      {list.status === 'success' && list.items.length === 0 && <p className="quiet empty">No points in this time.</p>}
      <ol className="places" data-dim={list.previous === true} aria-busy={list.fetching}>
        {list.items.map((entry, at) => (
          <BoardLine key={list.keys[at]} entry={entry} />
        ))}
      </ol>
      {list.hasMore && (
        <button type="button" className="older" disabled={list.loadingMore} onClick={() => void list.loadMore()}>
          {list.loadingMore ? 'Loading' : 'Load more'}
        </button>
      )}
    </div>
  )
}
