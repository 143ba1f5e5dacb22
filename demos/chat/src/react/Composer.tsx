import { draft } from '@blockstate/core'
import type { ConversationActions, ConversationState } from '@blockstate/core'
import { entityChat } from '@blockstate/core/jarvis'
import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import { useStore } from '@blockstate/demo-stage/useStore.ts'
import { useClient } from '@blockstate/react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { OPENERS } from '../chat/openers.ts'
import { isBusy } from '../chat/rowOffers.ts'
import { sendsOnEnter } from '../chat/sendsOnEnter.ts'
import { NEW } from '../chat/startTalk.ts'
import { statusOf } from '../chat/statusOf.ts'
import { submitDraft } from '../chat/submitDraft.ts'

interface ComposerProps {
  readonly entity: string
  readonly conversation: string
  readonly chat: ConversationState & ConversationActions
  readonly starting: boolean
  readonly send: (content: string) => Promise<unknown>
}

/** Where the next message is written. What is not sent yet is there again after a reload. */
export function Composer({ entity, conversation, chat, starting, send }: ComposerProps): ReactElement {
  const $draft = draft(useClient(), entityChat, { id: entity, conv_id: conversation })
  const { text } = useStore($draft)
  const [failure, setFailure] = useState<string | null>(null)
  const { tone, label, action } = statusOf(chat)
  const fresh = conversation === NEW || (chat.history === 'success' && chat.messages.length === 0)
  const submit = async (): Promise<void> => {
    if (starting) return
    setFailure(null)
    setFailure(await submitDraft($draft, send))
  }
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <div className="write">
        <textarea
          aria-label="Message"
          placeholder="Ask something"
          rows={1}
          value={text}
          onChange={(event) => $draft.write(event.target.value)}
          onKeyDown={(event) => {
            if (!sendsOnEnter(event.nativeEvent)) return
            event.preventDefault()
            void submit()
          }}
        />
        {isBusy(chat) && (
          <button type="button" className="round" aria-label="Stop" onClick={() => chat.stop()}>
            <Icon name="stop" />
          </button>
        )}
        <button type="submit" className="round primary" aria-label="Send" disabled={text.trim() === '' || starting}>
          <Icon name="send" />
        </button>
      </div>
      <p className="below" data-tone={failure === null ? tone : 'bad'}>
        <span className="said">{failure ?? label}</span>
        {action === 'retry' && tone !== 'calm' && (
          <button type="button" className="link" onClick={() => void chat.retry()}>
            Retry
          </button>
        )}
        {fresh &&
          OPENERS.map((opener) => (
            <button
              key={opener}
              type="button"
              className="opener"
              onClick={() => {
                $draft.write(opener)
                void submit()
              }}
            >
              {opener}
            </button>
          ))}
        {!fresh && label === '' && failure === null && <span className="keys">Enter sends, Shift and Enter starts a new line</span>}
      </p>
    </form>
  )
}
