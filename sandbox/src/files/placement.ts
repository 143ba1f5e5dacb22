import type { Context } from '../server/context.ts'
import { refuseField } from '../server/refusal.ts'
import { isTaken } from '../database/isTaken.ts'
import { categories } from './tables.ts'

/** Where a file is to stand. */
export interface Placement {
  readonly category_unique_id?: string | undefined
  readonly folder_unique_id?: string | null | undefined
}

/**
 * Refuses with 422 a category that is not there and a folder the owner does not have.
 *
 * @example
 * checkPlacement(context, input.unique_id, input)
 */
export function checkPlacement(context: Context, owner: string, { category_unique_id, folder_unique_id }: Placement): void {
  if (category_unique_id !== undefined && !isTaken(context, categories, category_unique_id))
    refuseField(context.pointer('category_unique_id'), `there is no category ${category_unique_id}`)
  if (folder_unique_id !== undefined && folder_unique_id !== null && !hasFolder(context, owner, folder_unique_id))
    refuseField(context.pointer('folder_unique_id'), `there is no folder ${folder_unique_id}`)
}

function hasFolder({ database, tenant }: Context, owner: string, id: string): boolean {
  const sql = 'select 1 from files_folders where tenant = ? and user_unique_id = ? and unique_id = ?'
  return database.get(sql, tenant, owner, id) !== undefined
}
