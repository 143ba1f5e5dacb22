import { effects } from '../testing/effects.ts'
import { assetsContract } from './testing/assetsContract.ts'

await effects(assetsContract, {
  addToCollection: { again: ['listCollectionAssets', 'listCollections'] },
  createAsset: { again: ['listAssetTags', 'listAssets'] },
  createCollection: { atOnce: ['listCollections'], again: ['listCollections'] },
  deleteAsset: {
    atOnce: ['getAsset', 'listAssets', 'listCollectionAssets'],
    again: [
      'getAsset',
      'getAssetAnalytics',
      'listAssetTags',
      'listAssetTrash',
      'listAssets',
      'listCollectionAssets',
      'listCollections',
      'listRenditions',
    ],
  },
  deleteRendition: { atOnce: ['listRenditions'], again: ['getAsset', 'listAssets', 'listRenditions'] },
  getAsset: 'reads',
  getAssetAnalytics: 'reads',
  listAssetTags: 'reads',
  listAssetTrash: 'reads',
  listAssets: 'reads',
  listCollectionAssets: 'reads',
  listCollections: 'reads',
  listRenditions: 'reads',
  removeFromCollection: { atOnce: ['listCollectionAssets', 'listCollections'], again: ['listCollectionAssets', 'listCollections'] },
  tagAsset: { again: ['getAsset', 'listAssetTags', 'listAssets'] },
  transformAsset: { again: ['getAsset', 'getAssetAnalytics', 'listAssets', 'listRenditions'] },
  untagAsset: { atOnce: ['getAsset', 'listAssets', 'listCollectionAssets'], again: ['getAsset', 'listAssetTags', 'listAssets'] },
  updateAsset: { atOnce: ['getAsset', 'listAssets', 'listCollectionAssets'], again: ['getAsset', 'listAssetTags', 'listAssets'] },
  uploadAssetFile: { again: ['getAsset', 'listAssets', 'listRenditions'] },
})
