import type { Place } from '../database/place.ts'
import { instant } from '../database/rows.ts'
import type { ObjectType } from './objectTypes.ts'
import type { Values } from './values.ts'

/** Which row here is which row there, and what both held when they last agreed, by our fields. */
export interface Link {
  readonly local_id: string
  readonly salesforce_id: string
  readonly base: Values
}

interface StoredLink {
  readonly local_id: string
  readonly salesforce_id: string
  readonly base: string
}

/**
 * All links of one kind.
 *
 * @example
 * const links = listLinks(context, 'contacts')
 */
export function listLinks({ database, tenant }: Place, type: ObjectType): Link[] {
  const sql = 'select local_id, salesforce_id, base from salesforce_links where tenant = ? and object_type = ? order by seq'
  // The column is written by keepLink alone.
  return database.all<StoredLink>(sql, tenant, type).map(({ base, ...link }) => ({ ...link, base: JSON.parse(base) as Values }))
}

/**
 * The link of a row here; `undefined` where it has none.
 *
 * @example
 * linkOf(context, 'contacts', id)?.salesforce_id
 */
export function linkOf({ database, tenant }: Place, type: ObjectType, localId: string): Link | undefined {
  const sql = 'select local_id, salesforce_id, base from salesforce_links where tenant = ? and object_type = ? and local_id = ?'
  const row = database.get<StoredLink>(sql, tenant, type, localId)
  // The column is written by keepLink alone.
  return row && { ...row, base: JSON.parse(row.base) as Values }
}

/**
 * Remembers that two rows agree, and in what.
 *
 * @example
 * keepLink(context, 'contacts', { local_id, salesforce_id, base: { phone: '1' } })
 */
export function keepLink({ database, tenant, now }: Place, type: ObjectType, { local_id, salesforce_id, base }: Link): void {
  database.run(
    `insert into salesforce_links (tenant, object_type, local_id, salesforce_id, base, synced_at) values (?, ?, ?, ?, ?, ?)
     on conflict (tenant, object_type, local_id) do update set base = excluded.base, synced_at = excluded.synced_at`,
    tenant,
    type,
    local_id,
    salesforce_id,
    JSON.stringify(base),
    instant(now()),
  )
}
