import { getFacets, search } from '@blockstate/core/search'
import { useSearch } from '@blockstate/react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { Ghosts } from '../shell/Ghosts.tsx'
import { Problem } from '../shell/Problem.tsx'
import { SearchBox } from '../shell/SearchBox.tsx'
import { FACETS, Facets } from './Facets.tsx'
import { Found } from './Found.tsx'
import type { Chosen } from './within.ts'
import { within } from './within.ts'

const STARTS = ['sea', 'bread', 'bees', 'bicycle', 'history']

/** The library: books found while one types, and counted by what they are about. */
export function LibraryPage(): ReactElement {
  const [chosen, setChosen] = useState<Chosen>({})
  const found = useSearch(
    search,
    { ...within(chosen), per_page: 10 },
    { facets: { operation: getFacets, fields: FACETS.map(([field]) => field), limit: 8 } },
  )
  const idle = found.status === 'idle'
  return (
    <div className="page library-page">
      <div className="page-head">
        <h1>Library</h1>
        <span className="total">{idle ? '' : found.totalCount}</span>
        <SearchBox label="Search books" value={found.text} change={found.type} />
      </div>
      {idle ? (
        <div className="starts">
          <p className="quiet">Thirty books of a harbour library. Try</p>
          {STARTS.map((start) => (
            <button key={start} type="button" className="opener" onClick={() => found.type(start)}>
              {start}
            </button>
          ))}
        </div>
      ) : (
        <div className="library">
          <Facets found={found} chosen={chosen} choose={setChosen} />
          <div className="results" aria-busy={found.fetching} data-dim={found.previous}>
            {found.status === 'error' && <Problem error={found.error} refetch={found.refetch} />}
            {found.status === 'pending' && <Ghosts count={5} />}
            {found.status === 'success' && found.items.length === 0 && (
              <p className="quiet empty">{`No book holds “${found.answered}”.`}</p>
            )}
            <ul>
              {found.items.map((result, at) => (
                <Found key={found.keys[at]} result={result} words={found.answered} />
              ))}
            </ul>
            {found.hasMore && (
              <button type="button" className="older" disabled={found.loadingMore} onClick={() => void found.loadMore()}>
                {found.loadingMore ? 'Loading' : 'Load more'}
              </button>
            )}
          </div>
        </div>
      )}
      <p className="unseen" role="status">
        {found.status === 'success' && !found.previous ? `${found.totalCount ?? 0} books found` : ''}
      </p>
    </div>
  )
}
