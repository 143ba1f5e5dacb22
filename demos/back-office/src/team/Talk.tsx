import { subscribeChannel } from '@blockstate/core/realtime'
import { useChannel, useMutation } from '@blockstate/react'
import type { ReactElement } from 'react'
import { useMe } from '../shell/useMe.ts'
import { LineState } from './LineState.tsx'
import { Messages } from './Messages.tsx'
import type { ChannelItem } from './useChannels.ts'
import { useReadMark } from './useReadMark.ts'
import { WriteMessage } from './WriteMessage.tsx'

interface TalkProps {
  readonly channel: ChannelItem
  readonly title: string
  readonly names: ReadonlyMap<string, string>
  readonly draft: string
  readonly write: (draft: string) => void
}

/** One channel: what is said in it, who writes, and the place to write. Who is no member yet may read, and join. */
export function Talk({ channel, title, names, draft, write }: TalkProps): ReactElement {
  const { unique_id: id, description, members } = channel
  const me = useMe()
  const talk = useChannel({ id })
  const join = useMutation(subscribeChannel)
  const member = members === undefined || (me !== undefined && members.includes(me))
  useReadMark(id, member ? (talk.messages.findLast(({ state }) => state === 'sent')?.seq ?? 0) : 0)
  return (
    <section className="talk" aria-label={title} data-line={talk.line}>
      <header>
        <h2>{title}</h2>
        <p className="quiet">{description}</p>
        <LineState line={talk.line} />
      </header>
      <Messages talk={talk} title={title} me={me} names={names} />
      <p className="typing">{writing(talk.typing.map(({ display_name }) => display_name))}</p>
      {member ? (
        <WriteMessage title={title} draft={draft} write={write} publish={talk.publish} type={talk.type} />
      ) : (
        <p className="join">
          <span>You can read here. Join to write.</span>
          <button
            type="button"
            className="button primary"
            disabled={join.status === 'pending'}
            // Refused, it stands in the bar.
            onClick={() => void join.mutate({ id }).catch(() => {})}
          >
            Join {title}
          </button>
        </p>
      )}
    </section>
  )
}

/** `Ada Lovelace is writing…` */
function writing(names: readonly string[]): string {
  if (names.length === 0) return ''
  return names.length > 2 ? 'Several people are writing…' : `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} writing…`
}
