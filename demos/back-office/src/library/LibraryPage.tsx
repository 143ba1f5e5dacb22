import { search } from '@blockstate/core/search'
import { useDebounced } from '@blockstate/demo-stage/useDebounced.ts'
import { useCollection } from '@blockstate/react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { Ghosts } from '../shell/Ghosts.tsx'
import { Problem } from '../shell/Problem.tsx'
import { SearchBox } from '../shell/SearchBox.tsx'
import { Facets } from './Facets.tsx'
import { Found } from './Found.tsx'
import type { Chosen } from './question.ts'
import { questionOf } from './question.ts'

const STARTS = ['sea', 'bread', 'bees', 'bicycle', 'history']

/** The library: books found while one types, and counted by what they are about. */
export function LibraryPage(): ReactElement {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<Chosen>({})
  const words = useDebounced(typed.trim(), 150)
  const question = words === '' ? null : questionOf(words, chosen)
  const list = useCollection(search, question === null ? null : { ...question, per_page: 10 }, { keepPrevious: true })
  return (
    <div className="page library-page">
      <div className="page-head">
        <h1>Library</h1>
        <span className="total">{question === null ? '' : list.totalCount}</span>
        <SearchBox label="Search books" value={typed} change={setTyped} />
      </div>
      {question === null ? (
        <div className="starts">
          <p className="quiet">Thirty books of a harbour library. Try</p>
          {STARTS.map((start) => (
            <button key={start} type="button" className="opener" onClick={() => setTyped(start)}>
              {start}
            </button>
          ))}
        </div>
      ) : (
        <div className="library">
          <Facets question={question} chosen={chosen} choose={setChosen} />
          <div className="results" aria-busy={list.fetching} data-dim={list.previous === true}>
            {list.status === 'error' && <Problem error={list.error} refetch={list.refetch} />}
            {list.status === 'pending' && <Ghosts count={5} />}
            {list.status === 'success' && list.items.length === 0 && <p className="quiet empty">{`No book holds “${words}”.`}</p>}
            <ul>
              {list.items.map((result, at) => (
                <Found key={list.keys[at]} result={result} words={words} />
              ))}
            </ul>
            {list.hasMore && (
              <button type="button" className="older" disabled={list.loadingMore} onClick={() => void list.loadMore()}>
                {list.loadingMore ? 'Loading' : 'Load more'}
              </button>
            )}
          </div>
        </div>
      )}
      <p className="unseen" role="status">
        {question !== null && list.status === 'success' && !list.previous ? `${list.totalCount ?? 0} books found` : ''}
      </p>
    </div>
  )
}
