import { createEntityConversation, getConversation } from '@blockstate/core/jarvis'
import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import type { PlaceStore } from '@blockstate/demo-stage/place.ts'
import { useClient, useEntityChat, useMutation, useQuery } from '@blockstate/react'
import type { ReactElement } from 'react'
import { NEW, startTalk, WAITS } from '../chat/startTalk.ts'
import { announcementOf } from '../chat/statusOf.ts'
import { titleOf } from '../chat/talkFacts.ts'
import { Composer } from './Composer.tsx'
import { Transcript } from './Transcript.tsx'

interface ThreadProps {
  readonly entity: string
  readonly conversation: string
  readonly $place: PlaceStore
}

/** One conversation: what was said, and where to say more. */
export function Thread({ entity, conversation, $place }: ThreadProps): ReactElement {
  const client = useClient()
  const isNew = conversation === NEW
  const chat = useEntityChat(isNew ? null : { id: entity, conv_id: conversation }, WAITS)
  const talk = useQuery(getConversation, isNew ? null : { id: conversation })
  const creation = useMutation(createEntityConversation)
  const send = (content: string): Promise<unknown> =>
    isNew ? startTalk({ client, $place, entity, content, create: creation.mutate }) : chat.send(content)
  return (
    <main className="talk">
      <div className="talk-head">
        <button
          type="button"
          className="tool back"
          aria-label="Back to the conversations"
          onClick={() => $place.go({ entity, conversation: null })}
        >
          <Icon name="back" />
        </button>
        <h1>{isNew ? 'New conversation' : talk.data ? titleOf(talk.data) : '\u00a0'}</h1>
      </div>
      <Transcript key={conversation} chat={chat} isNew={isNew} />
      <Composer entity={entity} conversation={conversation} chat={chat} starting={creation.status === 'pending'} send={send} />
      <p className="unseen" role="status">
        {announcementOf(chat)}
      </p>
    </main>
  )
}
