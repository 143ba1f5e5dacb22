import type { RecordOf } from '@blockstate/core/describe'
import type { FileVersion, UserFile } from '@blockstate/core/files'
import type { RequestContext } from '../server/context.ts'
import { instant, notFound } from '../database/rows.ts'
import type { Place } from '../database/place.ts'
import { refuse } from '../server/refusal.ts'
import { bytesResponse } from '../storage/bytesResponse.ts'
import type { Link } from '../storage/link.ts'
import { checkSignedLink, signedLink } from '../storage/signedLink.ts'

interface Content {
  readonly key: string
  readonly file_type: string
  readonly original_name: string
  readonly access_level: string
}

/**
 * A file as it is told: with a link to its newest bytes. That of a public file stands still and asks for nothing, any other is signed anew.
 *
 * @example
 * return record(UserFile, linked(context, findRow(context, files, id)))
 */
export function linked(context: RequestContext, file: RecordOf<typeof UserFile>): RecordOf<typeof UserFile> {
  const { database, tenant } = context
  const newest = database.get<{ unique_id: string }>(
    'select unique_id from files_versions where tenant = ? and file_unique_id = ? order by version_number desc limit 1',
    tenant,
    file.unique_id,
  )
  const path = pathOf(tenant, newest?.unique_id ?? '')
  return { ...file, url: file.is_public ? `${context.origin}${path}` : signedLink(context, path) }
}

/**
 * A version as it is told: with a signed link to its bytes.
 *
 * @example
 * rows.map((row) => linkedVersion(context, row))
 */
export function linkedVersion(context: RequestContext, version: RecordOf<typeof FileVersion>): RecordOf<typeof FileVersion> {
  return { ...version, url: signedLink(context, pathOf(context.tenant, version.unique_id)) }
}

/**
 * Where a sharing link leads to.
 *
 * @example
 * shareUrl(context, token)
 */
export function shareUrl({ origin, tenant }: RequestContext, token: string): string {
  return `${origin}/v1/files/shared/${encodeURIComponent(tenant)}/${token}`
}

/** The addresses bytes are served from: a version's own, and those of sharing links. */
export const contentLinks: readonly Link[] = [
  {
    path: '/v1/files/content/:tenant/:version',
    follow: (place, address) => {
      const content = contentOf(place, 'v.unique_id = ?', address.tell('version'))
      if (content === undefined) notFound('File', address.tell('version'))
      if (content.access_level !== 'public') checkSignedLink(place, address)
      return served(place, content)
    },
  },
  {
    path: '/v1/files/shared/:tenant/:token',
    follow: (place, address) => {
      const { database, tenant } = place
      const token = address.tell('token')
      const share = database.get<{ file_unique_id: string; expires_at: string }>(
        'select file_unique_id, expires_at from files_shares where tenant = ? and token = ?',
        tenant,
        token,
      )
      if (share === undefined) notFound('Share', token)
      if (share.expires_at <= instant(place.now()))
        refuse(410, 'link_expired', 'Link Expired', `This link was good until ${share.expires_at}; ask for a new one.`)
      const content = contentOf(place, 'f.unique_id = ?', share.file_unique_id)
      if (content === undefined || content.access_level === 'private')
        refuse(403, 'uf832090', 'No Permission', 'This file is private now; ask its owner to share it.')
      database.run('update files_shares set downloads_count = downloads_count + 1 where tenant = ? and token = ?', tenant, token)
      return served(place, content)
    },
  },
]

function contentOf({ database, tenant }: Place, where: string, value: string): Content | undefined {
  return database.get<Content>(
    `select v.unique_id as key, v.file_type, f.original_name, f.access_level from files_versions v
     join files_files f on f.tenant = v.tenant and f.unique_id = v.file_unique_id
     where v.tenant = ? and ${where} order by v.version_number desc limit 1`,
    tenant,
    value,
  )
}

function served({ bytes }: Place, { key, file_type, original_name }: Content): Response {
  const found = bytes.get(key)
  if (found === undefined) notFound('File', key)
  return bytesResponse(found, { type: file_type, name: original_name })
}

function pathOf(tenant: string, version: string): string {
  return `/v1/files/content/${encodeURIComponent(tenant)}/${version}`
}
