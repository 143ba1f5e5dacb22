import { useEntityChat } from '@blockstate/react'
import { memo } from 'react'
import type { ReactElement } from 'react'
import type { Message } from '@blockstate/core'
import type { Tally } from '../../stage/probe.ts'
import { htmlOf } from '@blockstate/demo-stage/markdown.ts'
import { stickToEnd } from '@blockstate/demo-stage/stickToEnd.ts'
import type { Talk } from '../panel.ts'
import { counted } from '../counted.ts'
import { isAwaited, markOf, standing } from '@blockstate/demo-stage/standing.ts'

/** The conversation, in React. */
export function ReactPanel({ talk, tally }: { talk: Talk; tally: () => Tally }): ReactElement {
  const chat = useEntityChat(talk)
  const { tone, label, action } = standing(chat)

  return (
    <>
      <div className="log" tabIndex={0} role="group" aria-label="Messages, React">
        {chat.hasOlder && (
          <button type="button" className="older" disabled={chat.loadingOlder} onClick={() => void chat.loadOlder()}>
            {chat.loadingOlder ? 'Loading' : 'Load older'}
          </button>
        )}
        {chat.messages.length === 0 && chat.history === 'success' && <p className="quiet">Nothing said yet.</p>}
        <ol ref={stick} className="rows">
          {chat.messages.map((message) => (
            <Row key={message.key} message={message} retry={chat.retry} />
          ))}
        </ol>
        {isAwaited(chat) && (
          <p className="awaited" aria-hidden="true">
            <i />
            <i />
            <i />
          </p>
        )}
      </div>
      <footer className="bar" data-tone={tone}>
        <span className="standing" title={chat.error?.message ?? ''}>
          {label}
        </span>
        {action !== null && (
          <button type="button" className="link" onClick={() => void chat[action]()}>
            {action === 'stop' ? 'Stop' : 'Retry'}
          </button>
        )}
        <span className="counts">{counted(tally())}</span>
      </footer>
    </>
  )
}

/** React hands in the list once it is there and runs what comes back when it goes. */
const stick = (rows: HTMLOListElement | null): (() => void) | undefined => (rows ? stickToEnd(rows) : undefined)

/** Renders again for another message object only: all rows but the growing one stand still. */
const Row = memo(function Row({ message, retry }: { message: Message; retry: () => unknown }) {
  const mark = markOf(message)
  return (
    <li className="row" data-message-key={message.key} data-role={message.role} data-state={message.state}>
      <div className="text" data-text dangerouslySetInnerHTML={{ __html: htmlOf(message) }} />
      {mark !== null && (
        <p className="mark">
          {mark}
          {message.state === 'failed' && (
            <button type="button" className="link" onClick={() => retry()}>
              Retry
            </button>
          )}
        </p>
      )}
    </li>
  )
})
