import { conversation } from '@blockstate/core'
import { entityChat } from '@blockstate/core/jarvis'
import { useClient } from '@blockstate/react'
import type { ReactElement } from 'react'
import { Announcer } from './Announcer.tsx'
import { Composer } from './Composer.tsx'
import { Panels } from './Panels.tsx'
import { TalkHead } from './TalkHead.tsx'
import { plainly } from '@blockstate/demo-stage/plainly.ts'
import { useTalks } from './useTalks.ts'

/** The conversation with an entity: its head, the four panels, and one place to write. */
export function Talk({ entity }: { entity: string }): ReactElement {
  const client = useClient()
  const talks = useTalks(entity)
  const { list, chosen, create } = talks
  const talk = chosen === null ? null : { id: entity, conv_id: chosen }
  return (
    <main className="talk">
      <TalkHead entity={entity} talks={talks} />
      {talk !== null ? (
        <Panels talk={talk} />
      ) : list.status === 'error' ? (
        <div className="problem centre" role="alert">
          <p>{plainly(list.error)}.</p>
          <button type="button" className="link" onClick={talks.refetch}>
            Try again
          </button>
        </div>
      ) : (
        <p className="quiet centre">
          {list.status === 'success' ? 'Nothing said yet. Your first message starts a conversation.' : 'Loading'}
        </p>
      )}
      <Composer
        talk={talk}
        ready={talk !== null || list.status === 'success'}
        start={async (content) => {
          const conv_id = await create(content.slice(0, 60))
          await conversation(client, entityChat, { id: entity, conv_id }).send(content)
        }}
      />
      {talk !== null && <Announcer talk={talk} />}
    </main>
  )
}
