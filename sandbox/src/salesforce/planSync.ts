import type { Place } from '../database/place.ts'
import { linesOf } from './fieldMapping.ts'
import { listLinks } from './links.ts'
import { listLocal } from './localSide.ts'
import type { LocalRow } from './localSide.ts'
import type { Direction } from './merge.ts'
import type { ObjectType } from './objectTypes.ts'
import { listOrg } from './standInOrg.ts'
import type { OrgRecord } from './standInOrg.ts'
import { valueOf } from './values.ts'

/** Two rows to bring in step; `null` where one of them is still to be made. */
export interface Pair {
  readonly local_id: string | null
  readonly salesforce_id: string | null
}

/** What a synchronisation is asked to look at. */
export interface SyncRequest {
  readonly direction: Direction
  /** Only rows that were changed then or later, on either side. */
  readonly since?: string | undefined
  /** Only these rows of ours. */
  readonly ids?: readonly string[] | undefined
}

/**
 * The rows a synchronisation will go through: ours first, then those that only the org has. Rows that met before stay together; others
 * are the same person where the mapping knows an address and it is the same.
 *
 * @example
 * planSync(context, 'contacts', { direction: 'both' })
 */
export function planSync(place: Place, type: ObjectType, { direction, since, ids }: SyncRequest): Pair[] {
  const remotes = new Map(listOrg(place, type).map((remote) => [remote.salesforce_id, remote]))
  const links = listLinks(place, type)
  const linked = new Map(links.map((link) => [link.local_id, link.salesforce_id]))
  const taken = new Set(links.map(({ salesforce_id }) => salesforce_id))
  const addresses = byAddress(
    place,
    type,
    [...remotes.values()].filter(({ salesforce_id }) => !taken.has(salesforce_id)),
  )
  const isRecent = (local: LocalRow | undefined, remote: OrgRecord | undefined): boolean => {
    const from = since === undefined ? -Infinity : Date.parse(since)
    return [local?.updated_at, remote?.modified_at].some((at) => at !== undefined && Date.parse(at) >= from)
  }
  const pairs: Pair[] = []
  for (const local of listLocal(place, type)) {
    const address = addressIn(local, 'email')
    const matched = linked.get(local.unique_id) ?? (address === undefined ? undefined : addresses.get(address))
    const remote = matched === undefined ? undefined : remotes.get(matched)
    if (remote !== undefined) taken.add(remote.salesforce_id)
    const wanted = (remote !== undefined || direction !== 'pull') && (ids === undefined || ids.includes(local.unique_id))
    if (wanted && isRecent(local, remote)) pairs.push({ local_id: local.unique_id, salesforce_id: remote?.salesforce_id ?? null })
    if (remote !== undefined && address !== undefined) addresses.delete(address)
  }
  if (direction === 'push' || ids !== undefined) return pairs
  const strangers = [...remotes.values()].filter((remote) => !taken.has(remote.salesforce_id) && isRecent(undefined, remote))
  return [...pairs, ...strangers.map(({ salesforce_id }) => ({ local_id: null, salesforce_id }))]
}

/** The ids of rows in the org by their addresses, as far as the mapping knows where those stand. */
function byAddress(place: Place, type: ObjectType, remotes: readonly OrgRecord[]): Map<string, string> {
  const field = linesOf(place, type).find(({ local_field }) => local_field === 'email')?.salesforce_field
  const found = new Map<string, string>()
  for (const { salesforce_id, fields } of remotes) {
    const address = field === undefined ? undefined : addressIn(fields, field)
    if (address !== undefined) found.set(address, salesforce_id)
  }
  return found
}

function addressIn(row: object, field: string): string | undefined {
  const value = valueOf(row, field)
  return typeof value === 'string' ? value.toLowerCase() : undefined
}
