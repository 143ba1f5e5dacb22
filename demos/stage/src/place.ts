import { atom } from 'nanostores'
import type { ReadableAtom } from 'nanostores'

/** Where the reader is: an entity, and one of its conversations. */
export interface Place {
  readonly entity: string | null
  readonly conversation: string | null
}

export interface PlaceStore extends ReadableAtom<Place> {
  /** Goes somewhere; `replace` where the reader did not choose it, so that Back skips it. */
  go(place: Place, how?: 'push' | 'replace'): void
}

/**
 * The place, kept in the address: reload, Back and a shared link lead to it.
 *
 * @example
 * const $place = createPlace(window)
 * $place.go({ entity: 'e1', conversation: null })
 */
export function createPlace(page: Window): PlaceStore {
  const $place = atom<Place>(readPlace(page.location.hash))
  page.addEventListener('popstate', () => $place.set(readPlace(page.location.hash)))
  return Object.assign($place, {
    go: (place: Place, how: 'push' | 'replace' = 'push') => {
      const parts = place.entity === null ? [] : [place.entity, place.conversation ?? '']
      const path = parts
        .map((part) => encodeURIComponent(part))
        .join('/')
        .replace(/\/$/, '')
      const address = `${page.location.pathname}${page.location.search}#/${path}`
      page.history[how === 'push' ? 'pushState' : 'replaceState'](null, '', address)
      $place.set(place)
    },
  })
}

/** Reads `#/entity/conversation`. */
function readPlace(hash: string): Place {
  const [, entity = '', conversation = ''] = hash.split('/').map(decode)
  return { entity: entity || null, conversation: (entity && conversation) || null }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return '' // somebody typed it: as good as nothing
  }
}
