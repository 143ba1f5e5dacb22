import type { usePresence } from '@blockstate/react'

/** Somebody of the team, and how they are there. */
export type Present = ReturnType<typeof usePresence>['users'][number]

/** How somebody is there, in words. */
export const STANDINGS: Readonly<Record<Present['status'], string>> = {
  online: 'Online',
  away: 'Away',
  busy: 'Busy',
  offline: 'Not here',
}
