import { listPipelines } from '@blockstate/core/crm'
import { useQuery } from '@blockstate/react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { Ghosts } from '../shell/Ghosts.tsx'
import { Problem } from '../shell/Problem.tsx'
import { Board } from './Board.tsx'

/** Deals on their way through the stages of a pipeline. */
export function BoardPage(): ReactElement {
  const pipelines = useQuery(listPipelines, {})
  const [chosen, setChosen] = useState<string | null>(null)
  const pipeline = pipelines.data?.find(({ unique_id }) => unique_id === chosen) ?? pipelines.data?.[0]
  return (
    <div className="page board-page">
      <div className="page-head">
        <h1>Deals</h1>
        <label className="picker">
          <span className="unseen">Pipeline</span>
          <select value={pipeline?.unique_id ?? ''} disabled={!pipeline} onChange={(event) => setChosen(event.target.value)}>
            {pipelines.data?.map(({ unique_id, name }) => (
              <option key={unique_id} value={unique_id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <p className="hint">Drag a card, or take it with the space bar and move it with the arrow keys.</p>
      </div>
      {pipelines.status === 'error' && !pipeline && <Problem error={pipelines.error} refetch={pipelines.refetch} />}
      {pipelines.status === 'pending' && <BoardToCome />}
      {pipeline && <Board key={pipeline.unique_id} pipeline={pipeline} />}
    </div>
  )
}

/** Stages to come, as many as a pipeline has by default: the board stands where it will stand. */
function BoardToCome(): ReactElement {
  return (
    <div className="board" role="status" aria-label="Loading">
      {Array.from({ length: 6 }, (_, at) => (
        <div key={at} className="column">
          <Ghosts count={3} />
        </div>
      ))}
    </div>
  )
}
