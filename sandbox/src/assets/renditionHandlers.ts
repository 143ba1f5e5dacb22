import { Rendition, deleteRendition, listRenditions, transformAsset } from '@blockstate/core/assets'
import { createRow, findRow, listRows, removeRow } from '../database/rows.ts'
import { list, nothing, record } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { dropBytes, keepBytes } from '../storage/keepBytes.ts'
import { linkedRendition } from './contentLink.ts'
import { bytesKeyOf, findAsset } from './findAsset.ts'
import { renditions } from './tables.ts'
import { transform } from './transform.ts'
import { countUse } from './usage.ts'

/** What a picture is written as where no step says so: as it came, or as PNG. */
const formats = { 'image/jpeg': 'jpeg', 'image/webp': 'webp', 'image/avif': 'avif' } as const

/** More steps than this are a mistake. */
const mostSteps = 10

/** Pictures made from assets. They are made before the answer, so all of them are completed. */
export const renditionHandlers = [
  handle(transformAsset, async (context, { unique_id, operations }) => {
    const asset = findAsset(context, unique_id)
    if (operations.length === 0 || operations.length > mostSteps)
      refuseField(context.pointer('operations'), `operations must hold 1 to ${mostSteps} steps`)
    const key = bytesKeyOf(context, unique_id)
    const bytes = key === undefined ? undefined : context.bytes.get(key)
    if (bytes === undefined || asset.width === undefined)
      refuse(422, 'not_an_image', 'Not An Image', `${asset.name} has no picture to work on; give it a PNG, JPEG, WebP, GIF or AVIF file.`)
    const format = Object.entries(formats).find(([type]) => type === asset.content_type)?.[1] ?? 'png'
    const made = await transform(bytes, format, operations)
    if ('detail' in made) refuseField(context.pointer(`operations/${made.step}/${made.field}`), made.detail)
    const { content_type, width, height } = made
    const rendition = keepBytes(context, made.bytes, (id) => {
      findAsset(context, unique_id)
      // Its file may have been replaced meanwhile: a rendition of bytes that are gone must not stay.
      if (bytesKeyOf(context, unique_id) !== key)
        refuse(409, 'conflict', 'File Was Replaced', 'The asset got another file meanwhile; ask again.')
      countUse(context, unique_id, 'transformations')
      const told = { content_type, width, height, file_size: made.bytes.length, operations: JSON.stringify(operations) }
      return createRow(context, renditions, {}, { unique_id: id, asset_unique_id: unique_id, status: 'completed', ...told })
    })
    return record(Rendition, linkedRendition(context, rendition))
  }),
  handle(listRenditions, (context, { unique_id }) => {
    findAsset(context, unique_id)
    const rows = listRows(context, renditions, { asset_unique_id: unique_id })
    return list(
      Rendition,
      rows.map((row) => linkedRendition(context, row)),
    )
  }),
  handle(deleteRendition, (context, { unique_id, rendition_unique_id }) => {
    dropBytes(context, () => {
      findAsset(context, unique_id)
      findRow(context, renditions, rendition_unique_id, { asset_unique_id: unique_id })
      removeRow(context, renditions, rendition_unique_id)
      return [rendition_unique_id]
    })
    return nothing()
  }),
]
