import { isRead, isResource } from '@blockstate/core/describe'
import type { Operation, Resource } from '@blockstate/core/describe'
import { fitsPath } from '../server/fitsPath.ts'
import type { RouteEntry } from '../server/routes.ts'
import type { ChannelRules } from './channelRules.ts'
import type { Identifier } from './identifier.ts'

/**
 * The read at a filled path; `undefined` where nothing is read there.
 *
 * @example
 * readAt(routes, 'crm/deals') // listDeals
 */
export function readAt(routes: readonly RouteEntry[], path: string): Operation | undefined {
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
 * const rules = changesChannel(routes)
 */
export function changesChannel(routes: readonly RouteEntry[]): ChannelRules<Extract<Identifier, { channel: 'ChangesChannel' }>> {
  return {
    join: async ({ identifier: { path } }) => (readAt(routes, path) === undefined ? null : () => []),
    perform: async () => {},
  }
}
