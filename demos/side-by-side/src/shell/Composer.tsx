import { useEntityChat } from '@blockstate/react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Talk } from '../panels/panel.ts'
import { standing } from '@blockstate/demo-stage/standing.ts'
import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import { useTask } from '@blockstate/demo-stage/useTask.ts'

const OPENERS = ['Who are you?', 'What do you know?', 'What should I look after first?']

/** One place to write for all four panels. `talk` is `null` where the first message starts the conversation. */
export function Composer({
  talk,
  ready,
  start,
}: {
  talk: Talk | null
  ready: boolean
  start: (content: string) => Promise<void>
}): ReactElement {
  const chat = useEntityChat(talk)
  const [content, setContent] = useState('')
  const { busy, failure, run } = useTask()
  const { tone, label, action } = standing(chat)
  const answering = action === 'stop'
  const fresh = talk === null ? ready : chat.history === 'success' && chat.messages.length === 0

  const send = (text: string): void => {
    if (text.trim() === '' || answering || busy || !ready) return
    setContent('')
    void run(() => (talk === null ? start(text) : chat.send(text)))
  }
  return (
    <form
      className="composer"
      data-composer
      onSubmit={(event) => {
        event.preventDefault()
        send(content)
      }}
    >
      <div className="write">
        <textarea
          aria-label="Message"
          placeholder="Ask something"
          rows={1}
          value={content}
          onChange={(event) => setContent(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            send(content)
          }}
        />
        {answering ? (
          <button type="button" className="round" aria-label="Stop" onClick={() => chat.stop()}>
            <Icon name="stop" />
          </button>
        ) : (
          <button type="submit" className="round primary" aria-label="Send" disabled={content.trim() === '' || !ready || busy}>
            <Icon name="send" />
          </button>
        )}
      </div>
      <div className="below" data-tone={failure === null ? tone : 'bad'}>
        {failure !== null ? (
          <span className="said">{failure}</span>
        ) : action === 'retry' && tone !== 'calm' ? (
          <>
            <span className="said">{label}.</span>
            <button type="button" className="link" onClick={() => void chat.retry()}>
              Retry
            </button>
          </>
        ) : fresh ? (
          OPENERS.map((opener) => (
            <button key={opener} type="button" className="opener" onClick={() => send(opener)}>
              {opener}
            </button>
          ))
        ) : (
          <>
            <span className="keys">Enter sends, Shift and Enter starts a new line</span>
            <span className="touch">One message, four panels</span>
          </>
        )}
      </div>
    </form>
  )
}
