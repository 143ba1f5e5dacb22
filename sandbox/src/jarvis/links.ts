import type { Reference } from '@blockstate/core/describe'
import type { Place } from '../database/place.ts'

/** Kinds of records that point at one another without being parts of one another. */
export type Linked = 'agent' | 'cluster' | 'entity' | 'prompt' | 'tool'

/** One end of a link. */
export interface End {
  readonly type: Linked
  readonly id: string
}

/**
 * Lets one record point at another; again changes nothing.
 *
 * @example
 * link(context, { type: 'cluster', id: 'c1' }, { type: 'entity', id: 'e1' })
 */
export function link({ database, tenant }: Place, from: End, to: End): void {
  const sql = 'insert into jarvis_links (tenant, from_type, from_id, to_type, to_id) values (?, ?, ?, ?, ?) on conflict do nothing'
  database.run(sql, tenant, from.type, from.id, to.type, to.id)
}

/**
 * Takes a link away; answers whether there was one.
 *
 * @example
 * unlink(context, { type: 'cluster', id: 'c1' }, { type: 'entity', id: 'e1' }) // true
 */
export function unlink({ database, tenant }: Place, from: End, to: End): boolean {
  const sql = 'delete from jarvis_links where tenant = ? and from_type = ? and from_id = ? and to_type = ? and to_id = ?'
  return database.run(sql, tenant, from.type, from.id, to.type, to.id) > 0
}

/**
 * Takes away all links from and to a record that is about to be deleted.
 *
 * @example
 * unlinkAll(context, { type: 'entity', id: 'e1' })
 */
export function unlinkAll({ database, tenant }: Place, { type, id }: End): void {
  const sql = 'delete from jarvis_links where tenant = ? and ((from_type = ? and from_id = ?) or (to_type = ? and to_id = ?))'
  database.run(sql, tenant, type, id, type, id)
}

/**
 * What a record points at, as relationship identifiers, in the order they were linked.
 *
 * @example
 * linksOf(context, { type: 'cluster', id: 'c1' }, 'entity') // [{ type: 'entity', id: 'e1' }]
 */
export function linksOf({ database, tenant }: Place, from: End, to: Linked): Reference[] {
  const sql = `select to_type as type, to_id as id from jarvis_links
    where tenant = ? and from_type = ? and from_id = ? and to_type = ? order by seq`
  return database.all<Reference>(sql, tenant, from.type, from.id, to)
}
