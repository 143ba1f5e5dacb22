import { atom } from 'nanostores'
import type { ReadableAtom } from 'nanostores'

/** The rooms of the office, in the order they are listed. */
export const ROOMS = ['contacts', 'deals', 'feed', 'points', 'library', 'files', 'team'] as const
export type Room = (typeof ROOMS)[number]

export interface PlaceStore extends ReadableAtom<Room> {
  go(room: Room): void
}

/**
 * Which room is open, kept in the address: reload, Back and a shared link lead to it.
 *
 * @example
 * createPlace(window).go('deals')
 */
export function createPlace(page: Window): PlaceStore {
  const read = (): Room => ROOMS.find((room) => page.location.hash === `#/${room}`) ?? ROOMS[0]
  const $place = atom<Room>(read())
  page.addEventListener('popstate', () => $place.set(read()))
  return Object.assign($place, {
    go: (room: Room) => {
      page.history.pushState(null, '', `${page.location.pathname}${page.location.search}#/${room}`)
      $place.set(room)
    },
  })
}
