import type { IconName } from '@blockstate/demo-stage/icons.ts'
import type { Room } from '../stage/createPlace.ts'

/** How each room is called on its door. */
export const DOORS: Readonly<Record<Room, { readonly title: string; readonly icon: IconName }>> = {
  contacts: { title: 'Contacts', icon: 'people' },
  deals: { title: 'Deals', icon: 'board' },
  feed: { title: 'Feed', icon: 'speech' },
  points: { title: 'Points', icon: 'star' },
  library: { title: 'Library', icon: 'search' },
  files: { title: 'Files', icon: 'folder' },
  team: { title: 'Team', icon: 'talk' },
}
