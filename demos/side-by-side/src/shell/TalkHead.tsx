import { getEntity } from '@blockstate/core/jarvis'
import { useQuery } from '@blockstate/react'
import type { ReactElement } from 'react'
import { plainly } from '@blockstate/demo-stage/plainly.ts'
import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import { useStage } from './useStage.ts'
import { useTask } from '@blockstate/demo-stage/useTask.ts'
import type { Talks } from './useTalks.ts'

const nobody = { success: 'No conversation yet', pending: 'Loading', error: 'Not known' } as const

const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' })

/** Who is talked to, and which conversation. */
export function TalkHead({ entity, talks }: { entity: string; talks: Talks }): ReactElement {
  const { $place } = useStage()
  const { status, data, error, refetch } = useQuery(getEntity, { id: entity })
  const { list, chosen, creating, create } = talks
  const { failure, run } = useTask()
  return (
    <div className="talk-head">
      <button
        type="button"
        className="tool back"
        aria-label="Back to the list"
        onClick={() => $place.go({ entity: null, conversation: null })}
      >
        <Icon name="back" />
      </button>
      <div className="twin">
        <h1>{data?.name ?? (status === 'error' ? plainly(error) : '\u00a0')}</h1>
        {status === 'error' && !data ? (
          <button type="button" className="link" onClick={() => void refetch()}>
            Try again
          </button>
        ) : (
          <p title={data?.description ?? ''}>{failure ?? data?.description ?? '\u00a0'}</p>
        )}
      </div>
      <label className="picker">
        <span className="unseen">Conversation</span>
        <select
          value={chosen ?? ''}
          disabled={list.items.length === 0}
          onChange={(event) => $place.go({ entity, conversation: event.target.value })}
        >
          {list.items.length === 0 && <option value="">{nobody[list.status]}</option>}
          {chosen !== null && list.items.every(({ unique_id }) => unique_id !== chosen) && (
            <option value={chosen}>This conversation</option>
          )}
          {list.items.map(({ unique_id, title, name, created_at }) => (
            <option key={unique_id} value={unique_id}>
              {title ?? name ?? 'Untitled'}
              {created_at ? `, ${day.format(new Date(created_at))}` : ''}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="tool worded"
        aria-label="New conversation"
        disabled={creating}
        onClick={() => void run(() => create())}
      >
        <Icon name="plus" />
        <span className="wide">New conversation</span>
      </button>
    </div>
  )
}
