import {
  FileVersion,
  UserFile,
  approveFile,
  deleteFile,
  getFile,
  getFileVersions,
  listFiles,
  moveFile,
  updateFileMetadata,
} from '@blockstate/core/files'
import { equalTo } from '../database/equalTo.ts'
import type { SqlValue } from '../database/openDatabase.ts'
import { changeRow, findRow, removeRow } from '../database/rows.ts'
import { nothing, page, record } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { refuseField } from '../server/refusal.ts'
import { selectPage } from '../server/selectPage.ts'
import { dropBytes } from '../storage/keepBytes.ts'
import { linked, linkedVersion } from './contentLink.ts'
import { checkUser, fileFor, readableFiles } from './leave.ts'
import { checkPlacement } from './placement.ts'
import { files, folders, versions } from './tables.ts'
import { cleanName } from '../storage/toldFile.ts'

/** Files that are there: read, listed, named, put somewhere, removed. */
export const fileHandlers = [
  handle(listFiles, (context, input) => {
    checkUser(context, input.unique_id)
    const { status, folder_unique_id, category_unique_id } = input
    const narrowed = [
      readableFiles(context, input.unique_id),
      equalTo({ status, folder_unique_id, category_unique_id }),
      endingIn(input.ext),
      ...(input.tags ?? []).map(tagged),
    ]
    const { rows, total } = selectPage(context, input, UserFile, {
      table: files.told,
      search: ['original_name', 'description'],
      where: narrowed.map(({ where }) => `(${where})`).join(' and '),
      values: narrowed.flatMap(({ values }) => values),
    })
    return page(
      UserFile,
      rows.map((row) => linked(context, row)),
      { total },
    )
  }),
  handle(getFile, (context, input) => record(UserFile, linked(context, fileFor(context, input, 'read')))),
  handle(updateFileMetadata, (context, input) => {
    fileFor(context, input, 'write')
    checkPlacement(context, input.unique_id, { category_unique_id: input.category_unique_id })
    if (input.original_name === undefined) return record(UserFile, changeRow(context, files, input.unique_file_id, input))
    const original_name = cleanName(input.original_name) ?? refuseField(context.pointer('original_name'), 'the file needs a name')
    return record(UserFile, changeRow(context, files, input.unique_file_id, { ...input, original_name }))
  }),
  handle(approveFile, (context, input) => {
    fileFor(context, input, 'owner')
    return record(UserFile, changeRow(context, files, input.unique_file_id, {}, { status: 'active' }))
  }),
  handle(moveFile, (context, { folder_unique_id, ...input }) => {
    fileFor(context, input, 'write')
    if (folder_unique_id !== null) findRow(context, folders, folder_unique_id, { user_unique_id: input.unique_id })
    return record(UserFile, changeRow(context, files, input.unique_file_id, {}, { folder_unique_id }))
  }),
  handle(deleteFile, (context, input) => {
    const { unique_id } = fileFor(context, input, 'owner')
    const { database, tenant } = context
    dropBytes(context, () => {
      const kept = database.all<{ unique_id: string }>(
        'select unique_id from files_versions where tenant = ? and file_unique_id = ?',
        tenant,
        unique_id,
      )
      removeRow(context, files, unique_id)
      database.run('delete from files_versions where tenant = ? and file_unique_id = ?', tenant, unique_id)
      database.run('delete from files_shares where tenant = ? and file_unique_id = ?', tenant, unique_id)
      database.run('delete from files_accesses where tenant = ? and user_file_unique_id = ?', tenant, unique_id)
      return kept.map((version) => version.unique_id)
    })
    return nothing()
  }),
  handle(getFileVersions, (context, input) => {
    const file = fileFor(context, input, 'read')
    const { rows, total } = selectPage(context, input, FileVersion, {
      table: versions.told,
      sort: '-version_number',
      ...equalTo({ file_unique_id: file.unique_id }),
    })
    return page(
      FileVersion,
      rows.map((row) => linkedVersion(context, row)),
      { total },
    )
  }),
]

interface Narrowed {
  readonly where: string
  readonly values: readonly SqlValue[]
}

function endingIn(ext: string | undefined): Narrowed {
  if (ext === undefined || ext === '') return { where: '1', values: [] }
  // substr, not like: an ending may hold the signs that like reads as wildcards.
  const ending = `.${ext.replace(/^\./, '').toLowerCase()}`
  return { where: 'substr(lower(original_name), -length(?)) = ?', values: [ending, ending] }
}

function tagged(tag: string): Narrowed {
  return { where: "exists (select 1 from json_each(coalesce(tags, '[]')) where value = ?)", values: [tag] }
}
