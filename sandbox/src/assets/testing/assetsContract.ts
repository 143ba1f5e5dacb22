import { boatPng } from '../../seed/drawings.ts'
import type { Contract } from '../../testing/contract.ts'
import { assetsBlock } from '../assetsBlock.ts'
import { onePiece } from './onePiece.ts'
import type { OnePiece } from './onePiece.ts'

const file = (): File => new File([Uint8Array.from(boatPng())], 'boat.png', { type: 'image/png' })

/** How each operation of the block is asked rightly. */
export const assetsContract: Contract<OnePiece> = {
  block: assetsBlock,
  piece: onePiece,
  // A collection's asset is the asset itself.
  ids: (_, { assets }) => ({ asset_unique_id: assets }),
  statuses: { tagAsset: 200, addToCollection: 200 },
  inputs: {
    createAsset: () => ({ name: 'Boat', file: file(), tags: ['sea', 'boat'], purchase_price: 12.5, purchase_date: '2025-02-01' }),
    updateAsset: () => ({ description: 'With a red sail', tags: ['boat'] }),
    uploadAssetFile: () => ({ file: file() }),
    tagAsset: () => ({ tags: ['harbour'] }),
    getAssetAnalytics: () => ({ start_date: '2025-12-01', end_date: '2026-02-01' }),
    transformAsset: () => ({
      operations: [
        { type: 'crop', x: 8, y: 8, width: 32, height: 32 },
        { type: 'convert', format: 'webp' },
      ],
    }),
    createCollection: () => ({ name: 'Aboard' }),
    addToCollection: (piece) => ({ asset_unique_ids: [piece.assets] }),
  },
}
