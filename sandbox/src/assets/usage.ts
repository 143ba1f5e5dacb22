import type { Place } from '../database/place.ts'
import { instant } from '../database/rows.ts'

/** What can be done with an asset that is counted. */
export type Use = 'views' | 'downloads' | 'transformations'

/** The use of an asset on one day (UTC). */
export interface DayOfUse {
  readonly date: string
  readonly views: number
  readonly downloads: number
  readonly transformations: number
}

/**
 * Counts one use of an asset, today.
 *
 * @example
 * countUse(context, asset.unique_id, 'views')
 */
export function countUse({ database, tenant, now }: Place, asset: string, use: Use): void {
  const at = instant(now())
  // The column's name is one of three constants.
  database.run(
    `insert into assets_usage (tenant, asset_unique_id, day, ${use}, last_at) values (?, ?, ?, 1, ?)
     on conflict do update set ${use} = ${use} + 1, last_at = excluded.last_at`,
    tenant,
    asset,
    at.slice(0, 10),
    at,
  )
}

/**
 * The days an asset was used on, oldest first, both ends of the range included, and when it last was.
 *
 * @example
 * const { days, last } = useOf(context, asset.unique_id, { from: '2026-01-01' })
 */
export function useOf(
  { database, tenant }: Place,
  asset: string,
  { from = '', to = '9999' }: { readonly from?: string | undefined; readonly to?: string | undefined },
): { readonly days: readonly DayOfUse[]; readonly last: string | null } {
  const rows = database.all<DayOfUse & { last_at: string }>(
    `select day as date, views, downloads, transformations, last_at from assets_usage
     where tenant = ? and asset_unique_id = ? and day >= ? and day <= ? order by day`,
    tenant,
    asset,
    from,
    to,
  )
  const days = rows.map(({ date, views, downloads, transformations }) => ({ date, views, downloads, transformations }))
  return { days, last: rows.at(-1)?.last_at ?? null }
}
