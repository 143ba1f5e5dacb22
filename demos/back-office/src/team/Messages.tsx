import type { ChannelActions, ChannelEntry, ChannelState } from '@blockstate/core'
import { stickToEnd } from '@blockstate/demo-stage/stickToEnd.ts'
import { useCallback, useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import { Ghosts } from '../shell/Ghosts.tsx'
import { Problem } from '../shell/Problem.tsx'
import { MessageLine } from './MessageLine.tsx'

interface MessagesProps {
  readonly talk: ChannelState & ChannelActions
  readonly title: string
  readonly me: string | undefined
  readonly names: ReadonlyMap<string, string>
}

/** Pixels from the top at which older messages are fetched. */
const NEAR = 240

/** Milliseconds after which the same person's next message has a head of its own. */
const APART = 600_000

/** The messages of a channel, the latest at the end; scrolling up brings older ones. */
export function Messages({ talk, title, me, names }: MessagesProps): ReactElement {
  const { messages, status, hasOlder, loadingOlder, loadOlder, fetching } = talk
  const nearTop = useRef(false)
  const older = useCallback((): void => {
    if (nearTop.current && hasOlder && !fetching) void loadOlder()
  }, [hasOlder, fetching, loadOlder])
  // Whoever came to the top while something else was read waits there.
  useEffect(older, [older])
  const nameOf = (sender: string | undefined): string => (sender === me ? 'You' : (names.get(sender ?? '') ?? 'Somebody'))
  return (
    <div
      className="messages"
      tabIndex={0}
      role="group"
      aria-label={`Messages of ${title}`}
      aria-busy={status === 'pending'}
      onScroll={({ currentTarget }) => {
        nearTop.current = currentTarget.scrollTop < NEAR
        older()
      }}
    >
      {hasOlder && (
        <button type="button" className="older" disabled={loadingOlder} onClick={() => void loadOlder()}>
          {loadingOlder ? 'Loading' : 'Load older'}
        </button>
      )}
      {status === 'pending' && messages.length === 0 && <Ghosts count={6} />}
      {status === 'error' && <Problem error={talk.error} refetch={talk.refetch} />}
      {status === 'success' && messages.length === 0 && <p className="quiet empty">Nothing said yet.</p>}
      <ol ref={stick}>
        {messages.map((message, at) => (
          <MessageLine
            key={message.key}
            message={message}
            by={goesOn(messages[at - 1], message) ? null : nameOf(message.sender_id)}
            mine={message.sender_id === me}
            retry={talk.retry}
            discard={talk.discard}
          />
        ))}
      </ol>
      <Spoken messages={messages} me={me} nameOf={nameOf} />
    </div>
  )
}

/** Says aloud what others say from now on, and nothing of the history. */
function Spoken({ messages, me, nameOf }: Pick<MessagesProps, 'me'> & SpokenProps): ReactElement {
  const from = useRef<number | null>(null)
  const last = messages.at(-1)
  if (from.current === null && last) from.current = last.seq ?? 0
  const isNews = last && last.sender_id !== me && (last.seq ?? 0) > (from.current ?? 0)
  return (
    <p className="unseen" role="status">
      {isNews ? `${nameOf(last.sender_id)}: ${last.content}` : ''}
    </p>
  )
}

interface SpokenProps {
  readonly messages: readonly ChannelEntry[]
  readonly nameOf: (sender: string | undefined) => string
}

/** Does this message go on where the one before ended? */
function goesOn(before: ChannelEntry | undefined, { sender_id, created_at }: ChannelEntry): boolean {
  if (before?.sender_id !== sender_id) return false
  return Date.parse(created_at ?? '') - Date.parse(before?.created_at ?? '') < APART
}

/** React hands in the list once it is there and runs what comes back when it goes. */
const stick = (list: HTMLOListElement | null): (() => void) | undefined => (list ? stickToEnd(list) : undefined)
