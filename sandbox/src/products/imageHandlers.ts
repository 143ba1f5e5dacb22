import {
  ProductImage,
  addProductImage,
  approveProductImage,
  deleteProductImage,
  listProductImages,
  publishProductImage,
} from '@blockstate/core/products'
import type { RecordOf } from '@blockstate/core/describe'
import { changeRow, createRow, findRow, listRows, removeRow } from '../database/rows.ts'
import { list, nothing, record } from '../server/answer.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { dropBytes, keepBytes } from '../storage/keepBytes.ts'
import { readImage } from '../storage/readImage.ts'
import { findProduct } from './catalogue.ts'
import { imagePath, withAddress } from './imageLink.ts'
import { images } from './tables.ts'

/** Images of a product, by their address or as files. Bytes are kept under the image's id. */
export const imageHandlers = [
  handle(listProductImages, (context, { unique_id }) => {
    findProduct(context, unique_id)
    const rows = listRows(context, images, { product_unique_id: unique_id }, 'position, seq')
    return list(
      ProductImage,
      rows.map((row) => withAddress(context, row)),
    )
  }),
  handle(addProductImage, async (context, { unique_id, file, file_url, ...input }) => {
    findProduct(context, unique_id)
    if (file === undefined) {
      const address = webAddress(context, file_url)
      return record(ProductImage, add(context, unique_id, input, { file_url: address, file_type: null }))
    }
    if (file_url !== undefined) refuseField(context.pointer('file_url'), 'give either an address or a file')
    const bytes = new Uint8Array(await file.arrayBuffer())
    const read = await readImage(bytes)
    if (read === undefined)
      refuseField(context.pointer('file'), 'the file is no PNG, JPEG, WebP, GIF or AVIF picture of at most 50 megapixels')
    const image = keepBytes(context, bytes, (key) => {
      findProduct(context, unique_id)
      return add(context, unique_id, input, { unique_id: key, file_url: imagePath(context.tenant, key), file_type: read.type })
    })
    return record(ProductImage, withAddress(context, image))
  }),
  handle(approveProductImage, (context, path) => {
    const { status } = findImage(context, path)
    if (status === 'published') refuse(409, 'conflict', 'Image Is Published', 'It was approved before; there is nothing to approve.')
    return record(ProductImage, changeRow(context, images, path.unique_file_id, {}, { status: 'approved' }))
  }),
  handle(publishProductImage, (context, path) => {
    if (findImage(context, path).status === 'pending')
      refuse(409, 'conflict', 'Image Is Not Approved', 'Approve the image first, then publish it.')
    return record(ProductImage, changeRow(context, images, path.unique_file_id, {}, { status: 'published' }))
  }),
  handle(deleteProductImage, (context, path) => {
    dropBytes(context, () => {
      findImage(context, path)
      removeRow(context, images, path.unique_file_id)
      return [path.unique_file_id]
    })
    return nothing()
  }),
]

function findImage(context: Context, path: { readonly unique_id: string; readonly unique_file_id: string }): RecordOf<typeof ProductImage> {
  findProduct(context, path.unique_id)
  return findRow(context, images, path.unique_file_id, { product_unique_id: path.unique_id })
}

function webAddress(context: Context, file_url: string | undefined): string {
  if (file_url === undefined) refuseField(context.pointer('file_url'), 'give an address or a file')
  if (!/^https?:\/\//i.test(file_url)) refuseField(context.pointer('file_url'), 'file_url must be an address of the web (http or https)')
  return file_url
}

function add(
  context: Context,
  product: string,
  input: { readonly alt_text?: string | undefined; readonly position?: number | undefined },
  kept: { readonly unique_id?: string; readonly file_url: string; readonly file_type: string | null },
): RecordOf<typeof ProductImage> {
  const last = listRows(context, images, { product_unique_id: product }, 'position, seq').at(-1)?.position ?? 0
  const { file_url, ...beside } = kept
  const written = { alt_text: input.alt_text, position: input.position ?? last + 1, file_url }
  return createRow(context, images, written, { ...beside, product_unique_id: product, status: 'pending' })
}
