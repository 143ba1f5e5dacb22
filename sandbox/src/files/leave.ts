import type { RecordOf } from '@blockstate/core/describe'
import type { UserFile } from '@blockstate/core/files'
import { findRow, instant, notFound } from '../database/rows.ts'
import type { SqlValue } from '../database/openDatabase.ts'
import type { Context } from '../server/context.ts'
import { refuse } from '../server/refusal.ts'
import { files } from './tables.ts'

/** What somebody may do with a file; each may do what those before it may. */
const leaves = ['none', 'read', 'write', 'owner'] as const
type Leave = (typeof leaves)[number]

/** The path of a file's operation. */
export interface FilePath {
  readonly unique_id: string
  readonly unique_file_id: string
}

/**
 * Refuses with 404 where the tenant has no user of this id.
 *
 * @example
 * checkUser(context, input.unique_id)
 */
export function checkUser({ database, tenant }: Context, id: string): void {
  if (database.get('select 1 from users where tenant = ? and unique_id = ?', tenant, id) === undefined) notFound('User', id)
}

/**
 * Refuses whoever is not the user the path names: 404 where there is no such user, 403 `uf105211` where it is somebody else.
 *
 * @example
 * checkOwnSpace(context, input.unique_id)
 */
export function checkOwnSpace(context: Context, id: string): void {
  checkUser(context, id)
  if (id !== context.user.unique_id)
    refuse(403, 'uf105211', 'Not Your Files', `You are ${context.user.unique_id}; the files and folders of ${id} are theirs to make.`)
}

/**
 * Reads the file a path names, for somebody who needs that much leave. Who may not even read it gets 404, as if it were not there;
 * who may read it but not do this gets 403 `uf832090`.
 *
 * @example
 * const file = fileFor(context, input, 'write')
 */
export function fileFor(context: Context, path: FilePath, needed: Exclude<Leave, 'none'>): RecordOf<typeof UserFile> {
  checkUser(context, path.unique_id)
  const file = findRow(context, files, path.unique_file_id, { user_unique_id: path.unique_id })
  const leave = leaveOf(context, file)
  if (leave === 'none') notFound('File', path.unique_file_id)
  if (leaves.indexOf(leave) < leaves.indexOf(needed))
    refuse(
      403,
      'uf832090',
      'No Permission',
      `You may ${leave} this file, and this needs leave to ${needed === 'owner' ? 'own' : needed} it.`,
    )
  return file
}

function leaveOf({ database, tenant, user, now }: Context, file: RecordOf<typeof UserFile>): Leave {
  if (file.user_unique_id === user.unique_id) return 'owner'
  if (file.access_level === 'private') return 'none'
  const granted = database.get<{ access_type: Leave }>(
    `select access_type from files_accesses where tenant = ? and user_file_unique_id = ? and user_unique_id = ?
       and (expires_at is null or expires_at > ?)`,
    tenant,
    file.unique_id,
    user.unique_id,
    instant(now()),
  )
  return granted?.access_type ?? (file.access_level === 'public' ? 'read' : 'none')
}

/**
 * Narrows a list to the files of one user that the caller may read: what {@link fileFor} says of each, as SQL.
 *
 * @example
 * const { where, values } = readableFiles(context, input.unique_id)
 */
export function readableFiles({ user, now }: Context, owner: string): { readonly where: string; readonly values: readonly SqlValue[] } {
  const granted = `exists (select 1 from files_accesses a where a.tenant = files_files_told.tenant
    and a.user_file_unique_id = files_files_told.unique_id and a.user_unique_id = ? and (a.expires_at is null or a.expires_at > ?))`
  return {
    where: `user_unique_id = ? and (user_unique_id = ? or access_level = 'public' or (access_level = 'shared' and ${granted}))`,
    values: [owner, user.unique_id, user.unique_id, instant(now())],
  }
}
