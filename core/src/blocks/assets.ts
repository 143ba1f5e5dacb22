// The assets block, a resource a file. Plain re-exports by name: a bundle takes the operations it uses and nothing else.

export {
  Asset,
  AssetTag,
  listAssets,
  getAsset,
  createAsset,
  updateAsset,
  uploadAssetFile,
  deleteAsset,
  listAssetTrash,
  tagAsset,
  untagAsset,
  listAssetTags,
  getAssetAnalytics,
} from './assets/assets.ts'
export { Rendition, transformAsset, listRenditions, deleteRendition } from './assets/renditions.ts'
export {
  AssetCollection,
  listCollections,
  createCollection,
  listCollectionAssets,
  addToCollection,
  removeFromCollection,
} from './assets/collections.ts'
