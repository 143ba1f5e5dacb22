import type { ConversationActions, Message } from '@blockstate/core'
import { markOf } from '@blockstate/demo-stage/standing.ts'
import { memo, useState } from 'react'
import { sourcesOf, tokensOf } from '../chat/sourcesOf.ts'
import { Answer } from './Answer.tsx'
import { EditMessage } from './EditMessage.tsx'

interface MessageRowProps extends Pick<ConversationActions, 'edit' | 'regenerate' | 'retry'> {
  readonly message: Message
  readonly editable: boolean
  readonly renewable: boolean
}

/** One message. Renders again for another message object only: all rows but the growing one stand still. */
export const MessageRow = memo(function MessageRow({ message, editable, renewable, edit, regenerate, retry }: MessageRowProps) {
  const [editing, setEditing] = useState(false)
  const { key, role, state, content } = message
  const mark = markOf(message)
  const sources = sourcesOf(message)
  const tokens = tokensOf(message)
  return (
    <li className="row" data-message-key={key} data-role={role} data-state={state}>
      {editing && editable ? (
        <EditMessage content={content} close={() => setEditing(false)} save={(text) => void edit(key, text)} />
      ) : (
        <div className="text" data-text>
          {role === 'assistant' ? <Answer content={content} /> : content}
        </div>
      )}
      {sources.length > 0 && (
        <details className="sources">
          <summary>{sources.length === 1 ? '1 source' : `${sources.length} sources`}</summary>
          <ul>
            {sources.map(({ name, excerpt }) => (
              <li key={name}>
                <b>{name}</b>
                <q>{excerpt}</q>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="mark">
        {mark !== null && <span>{mark}</span>}
        {tokens !== null && <span>{tokens} tokens</span>}
        {state === 'failed' && (
          <button type="button" className="link" onClick={() => void retry()}>
            Retry
          </button>
        )}
        {editable && !editing && (
          <button type="button" className="link" onClick={() => setEditing(true)}>
            Edit
          </button>
        )}
        {renewable && (
          <button type="button" className="link" onClick={() => void regenerate()}>
            Answer again
          </button>
        )}
      </p>
    </li>
  )
})
