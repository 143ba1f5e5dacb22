import type { ReactElement } from 'react'
import type { Sent } from '../stage/probe.ts'
import { useStage } from './useStage.ts'
import { useStore } from '@blockstate/demo-stage/useStore.ts'

/** Every request of the client, newest first. */
export function Requests(): ReactElement {
  const { probe } = useStage()
  const requests = useStore(probe.$requests)
  return (
    <>
      <h3 id="requests">Requests</h3>
      <ol className="requests" tabIndex={0} aria-labelledby="requests">
        {requests.map((sent) => (
          <li key={sent.number} data-outcome={outcomeOf(sent)}>
            <span className="method">{sent.method}</span>
            <span className="path" title={sent.path}>
              {shortened(sent.path)}
            </span>
            <span className="status">{sent.status ?? '…'}</span>
            <span className="ms">{sent.ms === null ? '' : `${sent.ms} ms`}</span>
          </li>
        ))}
      </ol>
    </>
  )
}

function outcomeOf({ status }: Sent): string {
  if (status === null) return 'open'
  return status === 'lost' || status >= 400 ? 'bad' : 'good'
}

const ROOM = 25

/** Ids take the room that names need: four signs tell them apart well enough to look at. A path's end says most. */
function shortened(path: string): string {
  const short = path.replace(/\?.*$/, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => id.slice(-4))
  if (short.length <= ROOM) return short
  return `…${short.slice(short.indexOf('/', short.length - ROOM + 1))}`
}
