import { memo } from 'react'
import type { Row } from '@blockstate/core'
import type { listEntities } from '@blockstate/core/jarvis'
import { useStage } from './useStage.ts'
import { useStore } from '@blockstate/demo-stage/useStore.ts'

/** One digital twin of the list. Renders again when it is another record, or when it is chosen. */
export const EntityRow = memo(function EntityRow({ entity }: { entity: Row<typeof listEntities> }) {
  const { $place } = useStage()
  const place = useStore($place)
  const { unique_id, name, entity_type, description } = entity
  const chosen = place.entity === unique_id
  return (
    <li>
      <a
        className="entity"
        href={`#/${unique_id}`}
        aria-current={chosen ? 'true' : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return
          event.preventDefault()
          if (!chosen) $place.go({ entity: unique_id, conversation: null })
        }}
      >
        <b>{name}</b>
        <small>
          <span className="kind">{entity_type.replaceAll('_', ' ')}</span>
          {description}
        </small>
      </a>
    </li>
  )
})
