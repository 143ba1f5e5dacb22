import { Asset, AssetCollection, AssetTag, Rendition } from '@blockstate/core/assets'
import { counted } from '../database/table.ts'

export const assets = counted(Asset, 'assets_assets', 'Asset')
export const tags = counted(AssetTag, 'assets_tags', 'Tag')
export const renditions = counted(Rendition, 'assets_renditions', 'Rendition')
export const collections = counted(AssetCollection, 'assets_collections', 'Collection')
