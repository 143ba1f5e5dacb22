import type { Place } from '../../database/place.ts'
import { createRow, instant } from '../../database/rows.ts'
import { demoUsers } from '../../seed/seedUsers.ts'
import { keepAsset } from '../keepAsset.ts'
import { collections } from '../tables.ts'
import { collectionNames, shed } from './shed.ts'
import type { SeedAsset } from './shed.ts'

const day = 86_400_000

/**
 * Plants the demo data of the assets block: pictures, sounds and a document for a brochure, what is aboard a boat, and how the first
 * were used in the last days.
 *
 * @example
 * database.transaction(() => seedAssets(place))
 */
export function seedAssets(place: Place): void {
  const { database, tenant } = place
  const collectionIds = new Map(collectionNames.map((name) => [name, createRow(place, collections, { name }).unique_id]))
  for (const [at, { given, file, use = [], collection }] of shed.entries()) {
    const made = instant(place.now() - (shed.length - at) * 2 * day)
    const beside = { created_at: made, updated_at: made }
    const { unique_id } = keepAsset(place, given, demoUsers.ada.unique_id, kept(place, file), beside)
    for (const [ago, [views, downloads]] of use.entries()) {
      const last = instant(place.now() - ago * day)
      database.run(
        'insert into assets_usage (tenant, asset_unique_id, day, views, downloads, last_at) values (?, ?, ?, ?, ?, ?)',
        tenant,
        unique_id,
        last.slice(0, 10),
        views,
        downloads,
        last,
      )
    }
    const into = collectionIds.get(collection ?? '')
    if (into !== undefined) database.run('insert into assets_members values (?, ?, ?)', tenant, into, unique_id)
  }
}

function kept(place: Place, file: SeedAsset['file']): Parameters<typeof keepAsset>[3] {
  if (file === undefined) return undefined
  const bytes = file.bytes()
  const key = place.mint()
  place.bytes.put(key, bytes)
  const [width = null, height = null] = file.size ?? []
  return { bytes_key: key, file_name: file.name, content_type: file.type, file_size: bytes.length, width, height }
}
