import * as operations from '@blockstate/core/assets'
import type { Block } from '../server/block.ts'
import { assetHandlers } from './assetHandlers.ts'
import { collectionHandlers } from './collectionHandlers.ts'
import { contentLinks } from './contentLink.ts'
import { renditionHandlers } from './renditionHandlers.ts'
import { assetsSchema } from './schema.ts'
import { seedAssets } from './seed/seedAssets.ts'
import { tagHandlers } from './tagHandlers.ts'

/** The assets block: assets with files, renditions of their pictures, collections, tags, and how they are used. */
export const assetsBlock: Block = {
  name: 'assets',
  operations,
  handlers: [...assetHandlers, ...renditionHandlers, ...collectionHandlers, ...tagHandlers],
  migrations: assetsSchema,
  seed: seedAssets,
  links: contentLinks,
}
