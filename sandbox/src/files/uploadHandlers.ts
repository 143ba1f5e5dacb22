import { UserFile, bulkUpload, copyFile, restoreVersion, uploadFile, uploadFileVersion } from '@blockstate/core/files'
import { findRow } from '../database/rows.ts'
import { plain, record } from '../server/answer.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { Refusal, refuse, refuseField } from '../server/refusal.ts'
import { linked } from './contentLink.ts'
import { isThere, keepFile, keepVersion } from './keepFile.ts'
import type { NewFile } from './keepFile.ts'
import { checkOwnSpace, fileFor } from './leave.ts'
import type { FilePath } from './leave.ts'
import { dropParts, joinedFile } from './parts.ts'
import { checkPlacement } from './placement.ts'
import type { Placement } from './placement.ts'
import { files, versions } from './tables.ts'
import { bytesOf, cleanName, toldFile } from '../storage/toldFile.ts'

interface Sent extends Placement {
  readonly unique_id: string
  readonly is_public?: boolean | undefined
}

/** Files as they come: new ones, many at once, newer bytes, older bytes again, and copies. */
export const uploadHandlers = [
  handle(uploadFile, async (context, { file: sent, url, file_size, ...input }) => {
    checkOwnSpace(context, input.unique_id)
    const file = sent ?? joinedFile(context, input, url, file_size)
    const bytes = await bytesOf(file)
    checkPlacement(context, input.unique_id, input)
    const kept = keepFile(context, newFile(context, input, bytes, toldFile(context, file, input)))
    if (url !== undefined) dropParts(context, url)
    return record(UserFile, linked(context, kept))
  }),
  handle(bulkUpload, async (context, { files: sent, ...input }) => {
    checkOwnSpace(context, input.unique_id)
    const all = await Promise.all(sent.map(async (file) => ({ file, bytes: await bytesOf(file) })))
    checkPlacement(context, input.unique_id, input)
    if (sent.length === 0) refuseField(context.pointer('files'), 'files must hold at least one file')
    const results = all.map(({ file, bytes }) => ({
      name: (file instanceof File ? cleanName(file.name) : undefined) ?? '',
      file_size: bytes.length,
      ...outcome(() => keepFile(context, newFile(context, input, bytes, toldFile(context, file)))),
    }))
    const uploaded = results.filter(({ status }) => status === 'stored').length
    return plain({ uploaded, failed: results.length - uploaded, results })
  }),
  handle(uploadFileVersion, async (context, { file, ...input }) => {
    const bytes = await bytesOf(file)
    fileFor(context, input, 'write')
    // The name stays: newer bytes of the same file may come under another.
    const { file_type } = toldFile(context, file, { original_name: 'same' })
    keepVersion(context, input.unique_file_id, { bytes, file_type, created_by: context.user.unique_id })
    return record(UserFile, linked(context, findRow(context, files, input.unique_file_id)))
  }),
  handle(restoreVersion, (context, { version_unique_id, ...input }) => {
    fileFor(context, input, 'write')
    const { file_type } = findRow(context, versions, version_unique_id, { file_unique_id: input.unique_file_id })
    keepVersion(context, input.unique_file_id, { bytes: kept(context, version_unique_id), file_type, created_by: context.user.unique_id })
    return record(UserFile, linked(context, findRow(context, files, input.unique_file_id)), { status: 200 })
  }),
  handle(copyFile, (context, input) => record(UserFile, linked(context, keepFile(context, copyOf(context, input))))),
]

function newFile(
  context: Context,
  input: Sent,
  bytes: Uint8Array,
  told: { readonly original_name: string; readonly file_type: string },
): NewFile {
  return {
    ...told,
    bytes,
    owner: input.unique_id,
    created_by: context.user.unique_id,
    given: input,
    folder: input.folder_unique_id,
    access_level: input.is_public === true ? 'public' : 'private',
  }
}

/** What became of one file of many: a refusal is its own and not the others'. */
function outcome(keep: () => { readonly unique_id: string }): {
  readonly status: 'stored' | 'refused'
  readonly file_unique_id?: string
  readonly code?: string
  readonly detail?: string
} {
  try {
    return { status: 'stored', file_unique_id: keep().unique_id }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { status: 'refused', code: error.code, detail: error.message }
  }
}

function copyOf(
  context: Context,
  input: FilePath & { readonly original_name?: string | undefined; readonly folder_unique_id?: string | null | undefined },
): NewFile {
  const file = fileFor(context, input, 'write')
  checkPlacement(context, input.unique_id, { folder_unique_id: input.folder_unique_id })
  const newest = context.database.get<{ unique_id: string }>(
    'select unique_id from files_versions where tenant = ? and file_unique_id = ? order by version_number desc limit 1',
    context.tenant,
    file.unique_id,
  )
  const copy: NewFile = {
    bytes: kept(context, newest?.unique_id ?? ''),
    original_name: file.original_name,
    file_type: file.file_type,
    owner: input.unique_id,
    created_by: context.user.unique_id,
    given: file,
    folder: input.folder_unique_id === undefined ? file.folder_unique_id : input.folder_unique_id,
    status: file.status,
  }
  if (input.original_name === undefined) return { ...copy, original_name: freeName(context, copy) }
  const original_name = cleanName(input.original_name) ?? refuseField(context.pointer('original_name'), 'the file needs a name')
  return { ...copy, original_name }
}

/** The name itself where nothing stands in its way, else the first of `plan (copy).pdf`, `plan (copy 2).pdf`, … */
function freeName(context: Context, copy: NewFile): string {
  const [, stem = '', ending = ''] = /^(.+?)(\.[^.]*)?$/s.exec(copy.original_name) ?? []
  const nameOf = (count: number): string => (count === 0 ? copy.original_name : `${stem} (copy${count === 1 ? '' : ` ${count}`})${ending}`)
  let count = 0
  while (isThere(context, { ...copy, original_name: nameOf(count) })) count += 1
  return nameOf(count)
}

function kept({ bytes }: Context, version: string): Uint8Array {
  return bytes.get(version) ?? refuse(410, 'gone', 'Bytes Are Gone', `The bytes of version ${version} are no longer kept.`)
}
