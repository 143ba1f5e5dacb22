import { getMultipartUpload, multipartCompleteUpload, multipartPresignUpload } from '@blockstate/core/files'
import { plain } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { refuseField } from '../server/refusal.ts'
import { cleanName } from '../storage/toldFile.ts'
import { checkOwnSpace } from './leave.ts'
import { addressesOf, partsOf, publicUrl, sweepParts, uploadFor } from './parts.ts'

/** As many as S3 takes. */
const MOST_PARTS = 10_000

/** Files that come in parts: begun, asked after, put together. Each part is put at its address; `uploadFile` registers what came of them. */
export const partHandlers = [
  handle(multipartPresignUpload, (context, { unique_id: user, filename, part_count }) => {
    checkOwnSpace(context, user)
    const file_name = cleanName(filename) ?? refuseField(context.pointer('filename'), 'the file needs a name')
    if (part_count < 1 || part_count > MOST_PARTS)
      refuseField(context.pointer('part_count'), `part_count must be between 1 and ${MOST_PARTS}`)
    sweepParts(context)
    const unique_id = context.mint()
    context.database.run(
      'insert into files_uploads (tenant, unique_id, user_unique_id, file_name, part_count, begun_at) values (?, ?, ?, ?, ?, ?)',
      context.tenant,
      unique_id,
      user,
      file_name,
      part_count,
      context.now(),
    )
    return plain({ upload_id: unique_id, file_name, ...addressesOf(context, { unique_id, part_count }) })
  }),
  handle(getMultipartUpload, (context, { unique_id: user, upload_id }) => {
    checkOwnSpace(context, user)
    const upload = uploadFor(context, user, upload_id)
    const parts = partsOf(context, upload_id).map(({ part_number, etag, size }) => ({ part_number, etag, size }))
    const public_url = upload.completed === 1 ? publicUrl(context, upload_id) : null
    return plain({ upload_id, file_name: upload.file_name, parts, public_url, ...addressesOf(context, upload) })
  }),
  handle(multipartCompleteUpload, (context, { unique_id: user, upload_id, parts: named }) => {
    checkOwnSpace(context, user)
    const { file_name, part_count } = uploadFor(context, user, upload_id)
    const here = partsOf(context, upload_id)
    if (here.length !== part_count)
      refuseField(context.pointer('parts'), `${here.length} of ${part_count} parts are here; put the others first`)
    const asNamed =
      named.length === part_count && here.every(({ etag }, at) => named[at]?.PartNumber === at + 1 && same(named[at].ETag, etag))
    if (!asNamed) refuseField(context.pointer('parts'), 'name every part in order, with the ETag its address answered')
    context.database.run('update files_uploads set completed = 1 where tenant = ? and unique_id = ?', context.tenant, upload_id)
    return plain({ file_name, public_url: publicUrl(context, upload_id) })
  }),
]

/** With or without its quotes. */
function same(given: string, etag: string): boolean {
  return given.replaceAll('"', '') === etag.replaceAll('"', '')
}
