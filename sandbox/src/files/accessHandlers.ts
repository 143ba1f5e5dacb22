import {
  FileShare,
  UserFile,
  UserFileAccess,
  grantFileAccess,
  listFileAccess,
  listFileShares,
  makeFilePrivate,
  makeFilePublic,
  revokeFileAccess,
  revokeShare,
  setFileAccess,
  shareFile,
} from '@blockstate/core/files'
import type { RecordOf } from '@blockstate/core/describe'
import { changeRow, createRow, findRow, instant, listRows, removeRow } from '../database/rows.ts'
import { list, nothing, record } from '../server/answer.ts'
import type { RecordAnswer } from '../server/answer.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuseField } from '../server/refusal.ts'
import { linked, shareUrl } from './contentLink.ts'
import { fileFor } from './leave.ts'
import type { FilePath } from './leave.ts'
import { accesses, files, shares } from './tables.ts'

const day = 86_400_000

/** Who may read a file: its level, the users it is shared with, and the links that lead to it. All of it is the owner's to say. */
export const accessHandlers = [
  handle(setFileAccess, (context, input) => setLevel(context, input, input.access_level)),
  handle(makeFilePublic, (context, input) => setLevel(context, input, 'public')),
  handle(makeFilePrivate, (context, input) => setLevel(context, input, 'private')),
  handle(listFileAccess, (context, input) => {
    const file = fileFor(context, input, 'owner')
    return list(UserFileAccess, listRows(context, accesses, { user_file_unique_id: file.unique_id }))
  }),
  handle(grantFileAccess, (context, input) => {
    const file = fileFor(context, input, 'owner')
    checkFuture(context, input.expires_at)
    const { database, tenant } = context
    if (database.get('select 1 from users where tenant = ? and unique_id = ?', tenant, input.user_unique_id) === undefined)
      refuseField(context.pointer('user_unique_id'), `there is no user ${input.user_unique_id}`)
    return database.transaction(() => {
      // One grant for each user: a second one says anew what they may do.
      const known = database.get<{ unique_id: string }>(
        'select unique_id from files_accesses where tenant = ? and user_file_unique_id = ? and user_unique_id = ?',
        tenant,
        file.unique_id,
        input.user_unique_id,
      )
      if (known !== undefined) removeRow(context, accesses, known.unique_id)
      openUp(context, file)
      const expires_at = input.expires_at === undefined || input.expires_at === null ? null : instant(Date.parse(input.expires_at))
      const beside = { user_file_unique_id: file.unique_id, starts_at: instant(context.now()) }
      return record(UserFileAccess, createRow(context, accesses, { ...input, expires_at }, beside))
    })
  }),
  handle(revokeFileAccess, (context, { access_unique_id, ...input }) => {
    const file = fileFor(context, input, 'owner')
    findRow(context, accesses, access_unique_id, { user_file_unique_id: file.unique_id })
    removeRow(context, accesses, access_unique_id)
    return nothing()
  }),
  handle(shareFile, (context, input) => {
    const file = fileFor(context, input, 'owner')
    checkFuture(context, input.expires_at)
    return context.database.transaction(() => {
      openUp(context, file)
      const expires_at = instant(input.expires_at === undefined ? context.now() + day : Date.parse(input.expires_at))
      const beside = { file_unique_id: file.unique_id, token: context.mint(), access_type: 'read', downloads_count: 0 }
      return record(FileShare, withUrl(context, createRow(context, shares, { expires_at }, beside)))
    })
  }),
  handle(listFileShares, (context, input) => {
    const file = fileFor(context, input, 'owner')
    const rows = listRows(context, shares, { file_unique_id: file.unique_id })
    return list(
      FileShare,
      rows.map((row) => withUrl(context, row)),
    )
  }),
  handle(revokeShare, (context, { share_unique_id, ...input }) => {
    const file = fileFor(context, input, 'owner')
    findRow(context, shares, share_unique_id, { file_unique_id: file.unique_id })
    removeRow(context, shares, share_unique_id)
    return nothing()
  }),
]

function setLevel(context: Context, path: FilePath, access_level: 'private' | 'shared' | 'public'): RecordAnswer {
  fileFor(context, path, 'owner')
  changeRow(context, files, path.unique_file_id, {}, { access_level })
  return record(UserFile, linked(context, findRow(context, files, path.unique_file_id)), { status: 200 })
}

/** A grant or link to a private file would lead nowhere. */
function openUp(context: Context, { unique_id, access_level }: RecordOf<typeof UserFile>): void {
  if (access_level === 'private') changeRow(context, files, unique_id, {}, { access_level: 'shared' })
}

function checkFuture(context: Context, expires_at: string | null | undefined): void {
  if (typeof expires_at === 'string' && Date.parse(expires_at) <= context.now())
    refuseField(context.pointer('expires_at'), 'expires_at must lie in the future')
}

function withUrl(context: Context, share: RecordOf<typeof FileShare>): RecordOf<typeof FileShare> {
  return { ...share, url: shareUrl(context, share.token) }
}
