import { Asset, AssetTag, listAssetTags, tagAsset, untagAsset } from '@blockstate/core/assets'
import { changeRow, listRows, notFound } from '../database/rows.ts'
import { list, record } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { refuseField } from '../server/refusal.ts'
import { linkedAsset } from './contentLink.ts'
import { findAsset } from './findAsset.ts'
import { assets, tags } from './tables.ts'
import { tagNames } from './tagNames.ts'

/** Tags: the same word is the same tag, whatever its case. */
export const tagHandlers = [
  handle(tagAsset, (context, { unique_id, tags: given }) =>
    context.database.transaction(() => {
      const asset = findAsset(context, unique_id)
      if (given.every((name) => name.trim() === '')) refuseField(context.pointer('tags'), 'tags must hold a name')
      changeRow(context, assets, unique_id, { tags: tagNames(context, [...(asset.tags ?? []), ...given]) })
      return record(Asset, linkedAsset(context, findAsset(context, unique_id)), { status: 200 })
    }),
  ),
  handle(untagAsset, (context, { unique_id, tag }) =>
    context.database.transaction(() => {
      const { tags: borne = [] } = findAsset(context, unique_id)
      const left = borne.filter((name) => name.toLowerCase() !== tag.toLowerCase())
      if (left.length === borne.length) notFound('Tag', tag)
      changeRow(context, assets, unique_id, { tags: left })
      return record(Asset, linkedAsset(context, findAsset(context, unique_id)))
    }),
  ),
  handle(listAssetTags, (context) => list(AssetTag, listRows(context, tags, {}, 'name'))),
]
