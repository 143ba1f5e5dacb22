import type { RecordOf } from '@blockstate/core/describe'
import type { Asset } from '@blockstate/core/assets'
import type { SqlValue } from '../database/openDatabase.ts'
import type { Place } from '../database/place.ts'
import { createRow } from '../database/rows.ts'
import { assets } from './tables.ts'
import { tagNames } from './tagNames.ts'

/** What is known of a file whose bytes are kept under a key. */
export interface KeptFile {
  readonly bytes_key: string
  readonly file_name: string
  readonly content_type: string
  readonly file_size: number
  readonly width: number | null
  readonly height: number | null
}

/**
 * Writes a new asset: what its maker says of it, its tags under their kept names, and its file where it has one.
 *
 * @example
 * keepAsset(context, input, owner, { bytes_key: key, … })
 */
export function keepAsset(
  place: Place,
  given: { readonly tags?: readonly string[] | undefined; readonly status?: string | undefined },
  owner: string,
  file?: KeptFile,
  beside: Readonly<Record<string, SqlValue>> = {},
): RecordOf<typeof Asset> {
  const names = given.tags === undefined ? {} : { tags: tagNames(place, given.tags) }
  return createRow(place, assets, { ...given, ...names }, { status: given.status ?? 'active', owner_unique_id: owner, ...file, ...beside })
}
