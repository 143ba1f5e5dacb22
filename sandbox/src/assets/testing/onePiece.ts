import { boatPng } from '../../seed/drawings.ts'
import type { BlockWorld } from '../../testing/blockWorld.ts'

/** The ids of one record of each kind. */
export interface OnePiece {
  readonly assets: string
  readonly renditions: string
  readonly collections: string
  /** A tag the asset bears, by its name. */
  readonly tags: string
}

/**
 * A form with a picture of 96 by 64 pixels in it, as an asset's file.
 *
 * @example
 * await send('POST', 'assets', pictureForm({ name: 'Boat' }))
 */
export function pictureForm(beside: Readonly<Record<string, string>> = {}, bytes = boatPng(), name = 'boat.png'): FormData {
  const form = new FormData()
  form.set('asset[file]', new File([Uint8Array.from(bytes)], name, { type: 'image/png' }))
  for (const [field, value] of Object.entries(beside)) form.set(`asset[${field}]`, value)
  return form
}

/**
 * Makes a picture with a tag and a rendition, in a collection, through the API.
 *
 * @example
 * const piece = await onePiece(await blockWorld('assets', { blocks: [assetsBlock] }))
 */
export async function onePiece({ made, send }: BlockWorld): Promise<OnePiece> {
  const assets = await made('assets', pictureForm({ name: 'Boat', tags: '["sea"]' }))
  const collections = await made('collections', { collection: { name: 'Brochure' } })
  await send('POST', `collections/${collections}/assets`, { asset_unique_ids: [assets] })
  const operations = [{ type: 'resize', width: 10 }]
  return { assets, collections, tags: 'sea', renditions: await made(`assets/${assets}/transform`, { transformation: { operations } }) }
}
