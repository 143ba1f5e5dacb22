import {
  AssetCollection,
  addToCollection,
  createCollection,
  listCollectionAssets,
  listCollections,
  removeFromCollection,
} from '@blockstate/core/assets'
import { changeRow, createRow, findRow, notFound } from '../database/rows.ts'
import { message, record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { handle } from '../server/handle.ts'
import { Refusal, refuseField } from '../server/refusal.ts'
import { refuseBlank } from '../server/refuseBlank.ts'
import { assetsPage } from './assetHandlers.ts'
import { collections } from './tables.ts'

/** Collections, and what is in them. */
export const collectionHandlers = [
  handle(listCollections, (context, input) => answerPage(context, collections, input, { search: ['name', 'description'] })),
  handle(createCollection, (context, input) => {
    refuseBlank(context, { name: input.name })
    return record(AssetCollection, createRow(context, collections, input))
  }),
  handle(listCollectionAssets, (context, { unique_id, ...input }) => {
    findRow(context, collections, unique_id)
    const { database, tenant } = context
    const members = database.all<{ asset_unique_id: string }>(
      'select asset_unique_id from assets_members where tenant = ? and collection_unique_id = ? order by rowid desc',
      tenant,
      unique_id,
    )
    return assetsPage(context, input, { where: "status <> 'deleted'", rank: members.map(({ asset_unique_id }) => asset_unique_id) })
  }),
  handle(addToCollection, (context, { unique_id, asset_unique_ids: ids }) =>
    context.database.transaction(() => {
      findRow(context, collections, unique_id)
      const { database, tenant } = context
      if (ids.length === 0) refuseField(context.pointer('asset_unique_ids'), 'asset_unique_ids must name at least one asset')
      const missing = ids.flatMap((id, at) => {
        const found = database.get("select 1 from assets_assets where tenant = ? and unique_id = ? and status <> 'deleted'", tenant, id)
        if (found !== undefined) return []
        return [
          { title: 'Invalid field', detail: `there is no asset ${id}`, source: { pointer: context.pointer(`asset_unique_ids/${at}`) } },
        ]
      })
      if (missing.length > 0) throw new Refusal(422, 'validation_error', missing)
      for (const id of ids) database.run('insert or ignore into assets_members values (?, ?, ?)', tenant, unique_id, id)
      changeRow(context, collections, unique_id, {})
      return record(AssetCollection, findRow(context, collections, unique_id), { status: 200 })
    }),
  ),
  handle(removeFromCollection, (context, { unique_id, asset_unique_id }) => {
    const { name } = findRow(context, collections, unique_id)
    const sql = 'delete from assets_members where tenant = ? and collection_unique_id = ? and asset_unique_id = ?'
    if (context.database.run(sql, context.tenant, unique_id, asset_unique_id) === 0) notFound('Asset', asset_unique_id)
    return message(`The asset is no longer in ${name}.`)
  }),
]
