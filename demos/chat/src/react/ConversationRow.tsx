import { archiveConversation, renameConversation, restoreConversation } from '@blockstate/core/jarvis'
import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import type { PlaceStore } from '@blockstate/demo-stage/place.ts'
import { plainly } from '@blockstate/demo-stage/plainly.ts'
import { useMutation } from '@blockstate/react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { talkFacts, titleOf } from '../chat/talkFacts.ts'
import type { Talk } from '../chat/talkFacts.ts'

interface ConversationRowProps {
  readonly talk: Talk
  readonly entity: string
  readonly chosen: boolean
  readonly $place: PlaceStore
}

/** One conversation of the list: it opens, takes another title in its place, and can be put away and brought back. */
export function ConversationRow({ talk, entity, chosen, $place }: ConversationRowProps): ReactElement {
  const rename = useMutation(renameConversation)
  const archive = useMutation(archiveConversation)
  const restore = useMutation(restoreConversation)
  const [title, setTitle] = useState<string | null>(null)
  const id = talk.unique_id
  const isArchived = talk.status === 'archived'
  const error = rename.error ?? archive.error ?? restore.error

  // A refusal rejects, and stands in the mutation's `error`, which is shown.
  const save = (): void => {
    if (title === null) return
    setTitle(null)
    if (title.trim() !== '' && title !== titleOf(talk)) void rename.mutate({ id, title: title.trim() }).catch(() => {})
  }
  const move = (): void => {
    if (!isArchived && chosen) $place.go({ entity, conversation: null }, 'replace')
    void (isArchived ? restore : archive).mutate({ id }).catch(() => {})
  }

  return (
    <li className="conversation" data-conversation={id}>
      {title === null ? (
        <a
          href={`#/${entity}/${id}`}
          aria-current={chosen ? 'true' : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return
            event.preventDefault()
            if (!chosen) $place.go({ entity, conversation: id })
          }}
        >
          <b>{titleOf(talk)}</b>
          <small>{talkFacts(talk)}</small>
        </a>
      ) : (
        <input
          aria-label="Title"
          autoFocus
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter') save()
            if (event.key === 'Escape') setTitle(null)
          }}
        />
      )}
      <span className="row-tools">
        <button type="button" className="tool" aria-label={`Rename ${titleOf(talk)}`} onClick={() => setTitle(titleOf(talk))}>
          <Icon name="pencil" />
        </button>
        <button type="button" className="tool" aria-label={`${isArchived ? 'Restore' : 'Archive'} ${titleOf(talk)}`} onClick={move}>
          <Icon name={isArchived ? 'restore' : 'archive'} />
        </button>
      </span>
      {error && (
        <small className="refused" role="alert">
          {plainly(error)}.
        </small>
      )}
    </li>
  )
}
