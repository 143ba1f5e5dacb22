import { useEntityChat } from '@blockstate/react'
import type { ReactElement } from 'react'
import type { Talk } from '../panels/panel.ts'
import { standing } from '@blockstate/demo-stage/standing.ts'

/** Tells who cannot see it, once and not word by word: that an answer has begun, and what it said when it is whole. */
export function Announcer({ talk }: { talk: Talk }): ReactElement {
  const chat = useEntityChat(talk)
  const last = chat.messages.at(-1)
  const answer = chat.status === 'settled' && last?.role === 'assistant' ? last.content : ''
  const { label } = standing(chat)
  return (
    <p className="unseen" role="status">
      {chat.status === 'idle' ? '' : answer || label}
    </p>
  )
}
