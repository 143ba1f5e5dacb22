import type { Place } from '../database/place.ts'
import { createRow, findRow, instant } from '../database/rows.ts'
import { postVersions } from './tables.ts'

/**
 * Adds a version to a post, numbered after the last one, and answers its id. Call it inside a transaction.
 *
 * @example
 * addVersion(context, 'p1', { title: 'Tides', content: '…' })
 */
export function addVersion(place: Place, post_id: string, { title, content }: { title: string; content: string }): string {
  const { database, tenant } = place
  const sql = 'select max(version_number) as last from content_post_versions where tenant = ? and post_id = ?'
  const last = database.get<{ last: number | null }>(sql, tenant, post_id)?.last ?? 0
  return createRow(place, postVersions, {}, { post_id, title, content, version_number: last + 1 }).unique_id
}

/**
 * Puts one version of a post online; the one before goes offline, and stays readable as history. Call it inside a transaction.
 * Throws a 404 refusal where the post has no such version.
 *
 * @example
 * publishVersion(context, 'p1', 'v2')
 */
export function publishVersion(place: Place, post_id: string, version_id: string): void {
  const { database, tenant } = place
  findRow(place, postVersions, version_id, { post_id })
  const at = instant(place.now())
  database.run(
    'update content_post_versions set published_at = coalesce(published_at, ?) where tenant = ? and unique_id = ?',
    at,
    tenant,
    version_id,
  )
  database.run(
    `update content_posts set status = 'published', published_version_id = ?, updated_at = ? where tenant = ? and unique_id = ?`,
    version_id,
    at,
    tenant,
    post_id,
  )
}

/**
 * Takes a post offline: only its author sees it from now on. Call it inside a transaction.
 *
 * @example
 * withdrawPost(context, 'p1')
 */
export function withdrawPost({ database, tenant, now }: Place, post_id: string): void {
  database.run(
    `update content_posts set status = 'draft', published_version_id = null, updated_at = ? where tenant = ? and unique_id = ?`,
    instant(now()),
    tenant,
    post_id,
  )
}
