import { isRead, isResource } from '@blockstate/core/describe'
import type { Operation, Resource } from '@blockstate/core/describe'
import { fitsPath } from '../server/fitsPath.ts'
import type { RouteEntry } from '../server/routes.ts'
import type { ChannelRules } from './channelRules.ts'
import type { Identifier } from './identifier.ts'

/** A path somebody listens to. */
export type Watched = Extract<Identifier, { channel: 'ChangesChannel' }>

/** The read at a path that is listened to; `undefined` where nothing is read there. */
export type ReadOf = (watched: Watched) => Operation | undefined

/**
 * Finds what is read at the paths that are listened to. A path is looked up once for each subscription: every write asks for all of them.
 *
 * @example
 * const readOf = createReadOf(routes)
 * readOf({ channel: 'ChangesChannel', path: 'crm/opportunities' }) // listDeals
 */
export function createReadOf(routes: readonly RouteEntry[]): ReadOf {
  const known = new WeakMap<Watched, { readonly read: Operation | undefined }>()
  return (watched) => {
    const found = known.get(watched) ?? { read: readAt(routes, watched.path) }
    known.set(watched, found)
    return found.read
  }
}

function readAt(routes: readonly RouteEntry[], path: string): Operation | undefined {
  const here = routes.filter((route) => fitsPath(route.path, `/v1/${path}`)).flatMap(({ operations }) => operations)
  return here.find(({ operation }) => isRead(operation))?.operation
}

/**
 * The kind of records that a read shows; `undefined` where it shows none.
 *
 * @example
 * shownBy(listDeals)?.type // 'deal'
 */
export function shownBy({ declared: { returns } }: Operation): Resource | undefined {
  // A list is declared as a list of its one kind.
  const shown: unknown = Array.isArray(returns) ? returns[0] : returns
  return isResource(shown) ? shown : undefined
}

/**
 * The rules of what writes change: everybody may listen to the path of a read. What they hear is decided change by change.
 *
 * @example
 * const rules = changesChannel(createReadOf(routes))
 */
export function changesChannel(readOf: ReadOf): ChannelRules<Watched> {
  return {
    join: async ({ identifier }) => (readOf(identifier) === undefined ? null : () => []),
  }
}
