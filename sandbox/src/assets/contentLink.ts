import type { RecordOf } from '@blockstate/core/describe'
import type { Asset, Rendition } from '@blockstate/core/assets'
import { notFound } from '../database/rows.ts'
import type { RequestContext } from '../server/context.ts'
import { bytesResponse } from '../storage/bytesResponse.ts'
import type { Link } from '../storage/link.ts'
import { checkSignedLink, signedLink } from '../storage/signedLink.ts'
import { bytesKeyOf } from './findAsset.ts'
import { countUse } from './usage.ts'

/**
 * An asset as it is told: with a signed link to its file, where it has one.
 *
 * @example
 * return record(Asset, linkedAsset(context, findAsset(context, id)))
 */
export function linkedAsset(context: RequestContext, asset: RecordOf<typeof Asset>): RecordOf<typeof Asset> {
  const key = bytesKeyOf(context, asset.unique_id)
  return key === undefined ? asset : { ...asset, url: linkTo(context, key) }
}

/**
 * A rendition as it is told: with a signed link to its picture.
 *
 * @example
 * rows.map((row) => linkedRendition(context, row))
 */
export function linkedRendition(context: RequestContext, rendition: RecordOf<typeof Rendition>): RecordOf<typeof Rendition> {
  return { ...rendition, url: linkTo(context, rendition.unique_id) }
}

/** The address files and renditions are served from. Following it is a download of the asset. */
export const contentLinks: readonly Link[] = [
  {
    path: '/v1/assets/content/:tenant/:key',
    follow: (place, address) => {
      checkSignedLink(place, address)
      const { database, tenant, bytes } = place
      const key = address.tell('key')
      const content = database.get<{ asset: string; name: string; content_type: string }>(
        `select unique_id as asset, file_name as name, content_type from assets_assets where tenant = ? and bytes_key = ? and status <> 'deleted'
         union all select a.unique_id, r.unique_id || '.' || substr(r.content_type, 7), r.content_type from assets_renditions r
         join assets_assets a on a.tenant = r.tenant and a.unique_id = r.asset_unique_id
         where r.tenant = ? and r.unique_id = ? and a.status <> 'deleted'`,
        tenant,
        key,
        tenant,
        key,
      )
      const found = content && bytes.get(key)
      if (content === undefined || found === undefined) notFound('Asset', key)
      countUse(place, content.asset, 'downloads')
      return bytesResponse(found, { type: content.content_type, name: content.name })
    },
  },
]

function linkTo(context: RequestContext, key: string): string {
  return signedLink(context, `/v1/assets/content/${encodeURIComponent(context.tenant)}/${key}`)
}
