import type { ConversationActions, ConversationState } from '@blockstate/core'
import { isAwaited } from '@blockstate/demo-stage/standing.ts'
import { stickToEnd } from '@blockstate/demo-stage/stickToEnd.ts'
import type { ReactElement } from 'react'
import { rowOffers } from '../chat/rowOffers.ts'
import { Ghosts } from './Ghosts.tsx'
import { MessageRow } from './MessageRow.tsx'
import { Problem } from './Problem.tsx'

interface TranscriptProps {
  readonly chat: ConversationState & ConversationActions
  readonly isNew: boolean
}

/** What was said, what is being said, and what waits for its turn. */
export function Transcript({ chat, isNew }: TranscriptProps): ReactElement {
  const { messages, history, queued } = chat
  const { edit, again } = rowOffers(chat)
  return (
    <div className="log" tabIndex={0} role="group" aria-label="Messages">
      {chat.hasOlder && (
        <button type="button" className="older" disabled={chat.loadingOlder} onClick={() => void chat.loadOlder()}>
          {chat.loadingOlder ? 'Loading' : 'Load older'}
        </button>
      )}
      {history === 'error' && messages.length === 0 && <Problem error={chat.error} again={chat.refetch} />}
      {history === 'pending' && messages.length === 0 && !isNew && <Ghosts />}
      {messages.length === 0 && (isNew || history === 'success') && <p className="quiet">Nothing said yet.</p>}
      <ol ref={stick} className="rows">
        {messages.map((message) => (
          <MessageRow
            key={message.key}
            message={message}
            editable={message.key === edit}
            renewable={message.key === again}
            edit={chat.edit}
            regenerate={chat.regenerate}
            retry={chat.retry}
          />
        ))}
        {isAwaited(chat) && (
          <li className="awaited" aria-hidden="true">
            <i />
            <i />
            <i />
          </li>
        )}
        {queued.map(({ key, content }) => (
          <li key={key} className="row queued" data-role="user">
            <div className="text">{content}</div>
            <p className="mark">
              <span>Waits for its turn</span>
              <button type="button" className="link" onClick={() => chat.unqueue(key)}>
                Take back
              </button>
            </p>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** React hands in the list once it is there and runs what comes back when it goes. */
const stick = (rows: HTMLOListElement | null): (() => void) | undefined => (rows ? stickToEnd(rows) : undefined)
