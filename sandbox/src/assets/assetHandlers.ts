import {
  Asset,
  createAsset,
  deleteAsset,
  getAsset,
  getAssetAnalytics,
  listAssetTrash,
  listAssets,
  updateAsset,
  uploadAssetFile,
} from '@blockstate/core/assets'
import type { Input } from '@blockstate/core/describe'
import { equalTo } from '../database/equalTo.ts'
import { changeRow } from '../database/rows.ts'
import { nothing, page, plain, record } from '../server/answer.ts'
import type { ListAnswer } from '../server/answer.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { toMinor } from '../server/minorUnits.ts'
import { Refusal, refuseField } from '../server/refusal.ts'
import { refuseBlank } from '../server/refuseBlank.ts'
import { selectPage } from '../server/selectPage.ts'
import type { ListInput, ListSource } from '../server/selectPage.ts'
import { keepBytes } from '../storage/keepBytes.ts'
import { readImage } from '../storage/readImage.ts'
import { bytesOf, toldFile } from '../storage/toldFile.ts'
import { linkedAsset } from './contentLink.ts'
import { bytesKeyOf, findAsset } from './findAsset.ts'
import { keepAsset } from './keepAsset.ts'
import type { KeptFile } from './keepAsset.ts'
import { assets } from './tables.ts'
import { tagNames } from './tagNames.ts'
import { countUse, useOf } from './usage.ts'
import type { Use } from './usage.ts'

/** Assets, their files, and how they are used. */
export const assetHandlers = [
  handle(listAssets, (context, { status, content_type, tags = [], ...input }) => {
    const { where, values } = equalTo({ status, content_type })
    const tagged = tags.map(() => "and exists (select 1 from json_each(coalesce(tags, '[]')) where value = ? collate nocase)")
    return assetsPage(context, input, { where: `status <> 'deleted' and ${where} ${tagged.join(' ')}`, values: [...values, ...tags] })
  }),
  handle(listAssetTrash, (context, input) => assetsPage(context, input, { where: "status = 'deleted'" })),
  handle(getAsset, (context, { unique_id }) => {
    const asset = findAsset(context, unique_id)
    if (context.unseen !== true) countUse(context, unique_id, 'views')
    return record(Asset, linkedAsset(context, asset))
  }),
  handle(createAsset, async (context, { file, ...input }) => {
    checkWritten(context, input)
    const owner = context.user.unique_id
    if (file === undefined)
      return record(
        Asset,
        context.database.transaction(() => keepAsset(context, input, owner)),
      )
    const { bytes, told } = await readFile(context, file)
    const asset = keepBytes(context, bytes, (key) => keepAsset(context, input, owner, { ...told, bytes_key: key }))
    return record(Asset, linkedAsset(context, asset))
  }),
  handle(updateAsset, (context, { unique_id, ...input }) =>
    context.database.transaction(() => {
      findAsset(context, unique_id)
      checkWritten(context, input)
      const names = input.tags === undefined ? {} : { tags: tagNames(context, input.tags) }
      return record(Asset, changeRow(context, assets, unique_id, { ...input, ...names }))
    }),
  ),
  handle(uploadAssetFile, async (context, { unique_id, file }) => {
    const { bytes, told } = await readFile(context, file)
    const gone = keepBytes(context, bytes, (key) => {
      findAsset(context, unique_id)
      const before = [...renditionsOf(context, unique_id), ...[bytesKeyOf(context, unique_id)].filter((one) => one !== undefined)]
      changeRow(context, assets, unique_id, {}, { ...told, bytes_key: key })
      context.database.run('delete from assets_renditions where tenant = ? and asset_unique_id = ?', context.tenant, unique_id)
      return before
    })
    for (const key of gone) context.bytes.remove(key)
    return record(Asset, linkedAsset(context, findAsset(context, unique_id)))
  }),
  handle(deleteAsset, (context, { unique_id }) => {
    findAsset(context, unique_id)
    changeRow(context, assets, unique_id, {}, { status: 'deleted' })
    return nothing()
  }),
  handle(getAssetAnalytics, (context, { unique_id, start_date, end_date }) => {
    findAsset(context, unique_id)
    if (start_date !== undefined && end_date !== undefined && end_date < start_date) {
      const detail = 'end_date must not be before start_date'
      throw new Refusal(422, 'validation_error', [{ title: 'Invalid parameter', detail, source: { parameter: 'end_date' } }])
    }
    const { days, last } = useOf(context, unique_id, { from: start_date, to: end_date })
    const sum = (use: Use): number => days.reduce((all, day) => all + day[use], 0)
    return plain(
      {
        views_count: sum('views'),
        downloads_count: sum('downloads'),
        transformations_count: sum('transformations'),
        last_accessed_at: last,
        by_day: days,
      },
      { type: 'asset_analytics' },
    )
  }),
]

/**
 * One page of assets, each with a link to its file.
 *
 * @example
 * assetsPage(context, input, { where: "status <> 'deleted'" })
 */
export function assetsPage(context: Context, input: ListInput, narrowed: Omit<ListSource, 'table'>): ListAnswer {
  const search = ['name', 'description', 'serial_number', 'file_name', 'location']
  const { rows, total } = selectPage(context, input, Asset, { table: assets.told, search, ...narrowed })
  return page(
    Asset,
    rows.map((row) => linkedAsset(context, row)),
    { total },
  )
}

function checkWritten(context: Context, input: Partial<Input<typeof updateAsset>>): void {
  refuseBlank(context, { name: input.name })
  if (input.status === 'lent' || input.status === 'deleted')
    refuseField(context.pointer('status'), `status cannot be set to ${input.status}: lending and deleting are acts of their own`)
  for (const field of ['purchase_price', 'current_value'] as const) {
    const amount = input[field]
    if (amount !== undefined) toMinor(context, field, amount, 0)
  }
}

/** A file with what its bytes say of it; of one that is no picture, what its sender says. */
async function readFile(context: Context, file: Blob): Promise<{ readonly bytes: Uint8Array; readonly told: Omit<KeptFile, 'bytes_key'> }> {
  const { original_name, file_type } = toldFile(context, file)
  const bytes = await bytesOf(file)
  const image = await readImage(bytes)
  const { type = file_type, width = null, height = null } = image ?? {}
  return { bytes, told: { file_name: original_name, content_type: type, file_size: bytes.length, width, height } }
}

function renditionsOf({ database, tenant }: Context, asset: string): string[] {
  const sql = 'select unique_id from assets_renditions where tenant = ? and asset_unique_id = ?'
  return database.all<{ unique_id: string }>(sql, tenant, asset).map(({ unique_id }) => unique_id)
}
