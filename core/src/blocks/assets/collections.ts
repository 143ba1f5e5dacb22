import { count, op, paged, patch, resource } from '../../declare/index.ts'
import { Asset } from './assets.ts'

/** Assets that somebody put together. One asset may be in many. */
export const AssetCollection = resource('collection', { name: 'string', description: 'string?', assets_count: 'integer!?' })

export const listCollections = op('GET assets/collections', {
  about: 'Page through collections',
  query: paged({ search: 'string?' }),
  returns: [AssetCollection],
})
export const createCollection = op('POST assets/collections', {
  about: 'Make an empty collection',
  body: AssetCollection,
  returns: AssetCollection,
})
export const listCollectionAssets = op('GET assets/collections/:unique_id/assets', {
  about: 'Page through the assets of a collection, the last added first',
  query: paged({ search: 'string?' }),
  returns: [Asset],
})
export const addToCollection = op('POST assets/collections/:unique_id/assets', {
  about: 'Put assets into a collection; those in it already stay',
  body: { asset_unique_ids: 'uuid[]' },
  returns: AssetCollection,
  patches: patch(Asset, () => ({}), 'asset_unique_ids'),
  into: ['assets/collections/:unique_id/assets'],
})
/** Not `removes`: the asset leaves the collection, and stays in every other list. */
export const removeFromCollection = op('DELETE assets/collections/:unique_id/assets/:asset_unique_id', {
  about: 'Take an asset out of a collection',
  returns: { message: 'string' },
  patches: patch(Asset, () => ({})),
  outOf: ['assets/collections/:unique_id/assets'],
  besides: [count(AssetCollection, 'assets_count', 'unique_id', () => -1)],
})
