import { FileCategory, Folder, createCategory, createFolder, deleteFolder, listCategories, listFolders } from '@blockstate/core/files'
import { createRow, findRow, listRows, removeRow } from '../database/rows.ts'
import { list, nothing, record } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { checkOwnSpace } from './leave.ts'
import { categories, folders } from './tables.ts'

/** Folders, which are one user's, and categories, which are everybody's. */
export const folderHandlers = [
  handle(listFolders, (context, { unique_id }) => {
    checkOwnSpace(context, unique_id)
    return list(Folder, listRows(context, folders, { user_unique_id: unique_id }, 'name'))
  }),
  handle(createFolder, (context, input) => {
    checkOwnSpace(context, input.unique_id)
    const { database, tenant } = context
    const parent = input.parent_unique_id ?? null
    const name = input.name.trim()
    if (name === '') refuseField(context.pointer('name'), 'name must not be empty')
    return database.transaction(() => {
      if (parent !== null && listRows(context, folders, { user_unique_id: input.unique_id, unique_id: parent }).length === 0)
        refuseField(context.pointer('parent_unique_id'), `there is no folder ${parent}`)
      const taken = database.get(
        'select 1 from files_folders where tenant = ? and user_unique_id = ? and parent_unique_id is ? and lower(name) = lower(?)',
        tenant,
        input.unique_id,
        parent,
        name,
      )
      if (taken !== undefined) refuseField(context.pointer('name'), `there is a folder '${name}' in this place already`)
      return record(Folder, createRow(context, folders, { name, parent_unique_id: parent }, { user_unique_id: input.unique_id }))
    })
  }),
  handle(deleteFolder, (context, { unique_id, folder_unique_id }) => {
    checkOwnSpace(context, unique_id)
    return context.database.transaction(() => {
      const folder = findRow(context, folders, folder_unique_id, { user_unique_id: unique_id })
      const inner = listRows(context, folders, { user_unique_id: unique_id, parent_unique_id: folder_unique_id }).length
      if (inner > 0 || folder.files_count !== 0) {
        const held = `${folder.files_count ?? 0} files and ${inner} folders`
        refuse(409, 'conflict', 'Folder Is Not Empty', `${folder.name} holds ${held}; move or delete them first.`)
      }
      removeRow(context, folders, folder_unique_id)
      return nothing()
    })
  }),
  handle(listCategories, (context) => list(FileCategory, listRows(context, categories, {}, 'display_order, seq'))),
  handle(createCategory, (context, input) => {
    const { database, tenant } = context
    if (!/^[A-Z0-9][A-Z0-9_]*$/.test(input.code))
      refuseField(context.pointer('code'), 'code must be upper case letters, digits and underscores')
    return database.transaction(() => {
      if (database.get('select 1 from files_categories where tenant = ? and code = ?', tenant, input.code) !== undefined)
        refuseField(context.pointer('code'), `there is a category ${input.code} already`)
      return record(FileCategory, createRow(context, categories, input, { status: 'active' }))
    })
  }),
]
