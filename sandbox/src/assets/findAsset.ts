import type { RecordOf } from '@blockstate/core/describe'
import type { Asset } from '@blockstate/core/assets'
import type { Place } from '../database/place.ts'
import { findRow, notFound } from '../database/rows.ts'
import { assets } from './tables.ts'

/**
 * Reads an asset that is not in the trash; 404 otherwise.
 *
 * @example
 * const asset = findAsset(context, input.unique_id)
 */
export function findAsset(place: Place, id: string): RecordOf<typeof Asset> {
  const asset = findRow(place, assets, id)
  return asset.status === 'deleted' ? notFound('Asset', id) : asset
}

/**
 * The key of an asset's bytes; `undefined` where it has no file.
 *
 * @example
 * const key = bytesKeyOf(context, asset.unique_id)
 */
export function bytesKeyOf({ database, tenant }: Place, id: string): string | undefined {
  const sql = 'select bytes_key from assets_assets where tenant = ? and unique_id = ?'
  return database.get<{ bytes_key: string | null }>(sql, tenant, id)?.bytes_key ?? undefined
}
