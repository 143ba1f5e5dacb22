import type { Place } from '../database/place.ts'
import { instant, notFound } from '../database/rows.ts'
import type { Context, RequestContext } from '../server/context.ts'
import { refuseField } from '../server/refusal.ts'
import { signedLink } from '../storage/signedLink.ts'

/** A part that is here. */
export interface Part {
  readonly part_number: number
  readonly bytes_key: string
  readonly size: number
  readonly etag: string
}

/** A file that comes in parts. */
export interface PartUpload {
  readonly unique_id: string
  readonly file_name: string
  readonly part_count: number
  readonly completed: 0 | 1
}

/** Parts of files that nobody has registered are kept for a day. */
const KEPT = 24 * 3_600_000

/** How long the addresses of parts are good for, as those of bytes are. */
const LINKED = 3_600_000

/**
 * The upload of this id; 404 where its user has none.
 *
 * @example
 * const upload = uploadFor(context, input.unique_id, input.upload_id)
 */
export function uploadFor({ database, tenant }: Place, user: string, id: string): PartUpload {
  const sql =
    'select unique_id, file_name, part_count, completed from files_uploads where tenant = ? and user_unique_id = ? and unique_id = ?'
  return database.get<PartUpload>(sql, tenant, user, id) ?? notFound('Upload', id)
}

/**
 * The parts of an upload that are here, in order.
 *
 * @example
 * const size = partsOf(context, id).reduce((sum, part) => sum + part.size, 0)
 */
export function partsOf({ database, tenant }: Place, id: string): Part[] {
  const sql = 'select part_number, bytes_key, size, etag from files_parts where tenant = ? and upload_id = ? order by part_number'
  return database.all<Part>(sql, tenant, id)
}

/**
 * Where each part is put, signed for an hour, and until when.
 *
 * @example
 * return plain({ upload_id, ...addressesOf(context, upload) })
 */
export function addressesOf(
  context: RequestContext,
  { unique_id, part_count }: Pick<PartUpload, 'unique_id' | 'part_count'>,
): { readonly presigned_urls: string[]; readonly expires_at: string } {
  const path = (number: number): string => `/v1/files/parts/${encodeURIComponent(context.tenant)}/${unique_id}/${number}`
  return {
    presigned_urls: Array.from({ length: part_count }, (_, at) => signedLink(context, path(at + 1))),
    expires_at: instant(context.now() + LINKED),
  }
}

/**
 * The address that a file is registered by when its parts are put together. Nothing is served there.
 *
 * @example
 * publicUrl(context, upload.unique_id)
 */
export function publicUrl({ origin, tenant }: RequestContext, id: string): string {
  return `${origin}/v1/files/parts/${encodeURIComponent(tenant)}/${id}`
}

/**
 * The file whose parts were put together at this address. Refuses with 422 an address that is none of this user's, a size that is another,
 * and a request that brings neither file nor address.
 *
 * @example
 * const file = joinedFile(context, input, input.url, input.file_size)
 */
export function joinedFile(
  context: Context,
  { unique_id }: { readonly unique_id: string },
  url: string | undefined,
  size: number | undefined,
): File {
  if (url === undefined) refuseField(context.pointer('file'), 'send the file, or the url at which its parts were put together')
  const id = idIn(url)
  const { database, tenant, bytes } = context
  const sql = 'select file_name from files_uploads where tenant = ? and user_unique_id = ? and unique_id = ? and completed = 1'
  const upload = database.get<{ file_name: string }>(sql, tenant, unique_id, id)
  const parts = partsOf(context, id).map(({ bytes_key }) => bytes.get(bytes_key))
  if (upload === undefined || parts.length === 0 || parts.some((part) => part === undefined))
    refuseField(context.pointer('url'), `nothing of yours that waits to be registered is at ${url}`)
  const file = new File(parts as Uint8Array<ArrayBuffer>[], upload.file_name) // none is missing, by the line above
  if (size !== undefined && size !== file.size) refuseField(context.pointer('file_size'), `the parts have ${file.size} bytes, not ${size}`)
  return file
}

/**
 * Lets go of the parts at this address: the file is registered.
 *
 * @example
 * dropParts(context, input.url)
 */
export function dropParts(place: Place, url: string): void {
  drop(place, idIn(url))
}

/**
 * Lets go of what was begun a day ago and never registered.
 *
 * @example
 * sweepParts(context)
 */
export function sweepParts(place: Place): void {
  const { database, tenant, now } = place
  const old = database.all<{ unique_id: string }>(
    'select unique_id from files_uploads where tenant = ? and begun_at <= ?',
    tenant,
    now() - KEPT,
  )
  for (const { unique_id } of old) {
    drop(place, unique_id)
    database.run('delete from files_uploads where tenant = ? and unique_id = ?', tenant, unique_id)
  }
}

function idIn(url: string): string {
  return url.split('/').at(-1) ?? ''
}

function drop(place: Place, id: string): void {
  const parts = partsOf(place, id)
  place.database.run('delete from files_parts where tenant = ? and upload_id = ?', place.tenant, id)
  for (const { bytes_key } of parts) place.bytes.remove(bytes_key)
}
