import { Icon } from '@blockstate/demo-stage/Icon.tsx'
import { useStore } from '@blockstate/demo-stage/useStore.ts'
import type { ReactElement } from 'react'
import { ROOMS } from '../stage/createPlace.ts'
import { useChannels } from '../team/useChannels.ts'
import { DOORS } from './doors.ts'
import { useStage } from './useStage.ts'

/** The way to every room: beside the page, and below it on a phone. */
export function Rooms(): ReactElement {
  const { $place } = useStage()
  const here = useStore($place)
  const unread = useChannels().items.reduce((sum, { unread_count = 0 }) => sum + unread_count, 0)
  return (
    <nav className="rooms" aria-label="Rooms">
      {ROOMS.map((room) => (
        <a
          key={room}
          href={`#/${room}`}
          aria-current={room === here ? 'page' : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return
            event.preventDefault()
            if (room !== here) $place.go(room)
          }}
        >
          <Icon name={DOORS[room].icon} />
          {DOORS[room].title}
          {room === 'team' && here !== 'team' && unread > 0 && (
            <span className="unread">
              {unread}
              <span className="unseen"> unread</span>
            </span>
          )}
        </a>
      ))}
    </nav>
  )
}
