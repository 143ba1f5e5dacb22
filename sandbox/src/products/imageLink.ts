import type { RecordOf } from '@blockstate/core/describe'
import type { Product, ProductImage } from '@blockstate/core/products'
import { notFound } from '../database/rows.ts'
import type { RequestContext } from '../server/context.ts'
import { bytesResponse } from '../storage/bytesResponse.ts'
import type { Link } from '../storage/link.ts'

/**
 * Where the bytes of an image that came as a file are kept: an address on this sandbox, without the origin, which may change.
 *
 * @example
 * createRow(context, images, { file_url: imagePath(context.tenant, id) }, …)
 */
export function imagePath(tenant: string, id: string): string {
  return `/v1/products/images/${encodeURIComponent(tenant)}/${id}`
}

/**
 * An image as it is told: its address in full.
 *
 * @example
 * return record(ProductImage, withAddress(context, row))
 */
export function withAddress(context: RequestContext, image: RecordOf<typeof ProductImage>): RecordOf<typeof ProductImage> {
  return { ...image, file_url: atOrigin(context, image.file_url) }
}

/**
 * A product as it is told: the address of its first published image in full.
 *
 * @example
 * rows.map((row) => withPicture(context, row))
 */
export function withPicture(context: RequestContext, product: RecordOf<typeof Product>): RecordOf<typeof Product> {
  const url = product.primary_image_url
  return url === undefined ? product : { ...product, primary_image_url: atOrigin(context, url) }
}

/** The address product images are served from: their ids are known to nobody who was not told, and a shop window asks for no token. */
export const imageLinks: readonly Link[] = [
  {
    path: '/v1/products/images/:tenant/:image',
    follow: ({ database, tenant, bytes }, { tell }) => {
      const id = tell('image')
      const sql = 'select file_type, alt_text from products_images where tenant = ? and unique_id = ? and file_type is not null'
      const image = database.get<{ file_type: string }>(sql, tenant, id)
      const found = image && bytes.get(id)
      if (image === undefined || found === undefined) notFound('Image', id)
      return bytesResponse(found, { type: image.file_type, name: `${id}.${image.file_type.split('/')[1] ?? ''}` })
    },
  },
]

function atOrigin({ origin }: RequestContext, url: string): string {
  return url.startsWith('/') ? `${origin}${url}` : url
}
