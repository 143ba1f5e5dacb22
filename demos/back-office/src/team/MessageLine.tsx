import type { ChannelEntry } from '@blockstate/core'
import { plainly } from '@blockstate/demo-stage/plainly.ts'
import { memo } from 'react'
import { whenOf } from './whenOf.ts'

interface MessageLineProps {
  readonly message: ChannelEntry
  /** Who said it; `null` where that stands above already. */
  readonly by: string | null
  readonly mine: boolean
  readonly retry: (key: string) => Promise<unknown>
  readonly discard: (key: string) => void
}

/** What was said. One's own says how it stands with it: on its way, or refused with another try. */
export const MessageLine = memo(function MessageLine({ message, by, mine, retry, discard }: MessageLineProps) {
  const { key, content, created_at, state, error } = message
  return (
    // `user` is what keeps the list at its end: the reader's own.
    <li className="message" data-role={mine ? 'user' : 'other'} data-state={state} data-headed={by !== null}>
      {by !== null && (
        <p className="message-head">
          <b>{by}</b>
          <time dateTime={created_at}>{whenOf(created_at, new Date())}</time>
        </p>
      )}
      <p className="said">{content}</p>
      {state === 'sending' && <small className="sent-state">Sending</small>}
      {state === 'failed' && (
        <p className="sent-state" role="alert">
          <span className="refused">Not sent. {plainly(error)}.</span>
          <button type="button" className="link" onClick={() => void retry(key).catch(() => {})}>
            Try again
          </button>
          <button type="button" className="link" onClick={() => discard(key)}>
            Discard
          </button>
        </p>
      )}
    </li>
  )
})
