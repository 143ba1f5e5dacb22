import { op, resource } from '../../declare/index.ts'

/** A folder of one user. It holds files and folders by their pointing to it. */
export const Folder = resource('folder', { name: 'string', parent_unique_id: 'uuid|null?', files_count: 'integer!?' })
/** What kind of file it is, for everybody with the app id. */
export const FileCategory = resource(
  'files:category',
  {
    name: 'string',
    code: 'string',
    description: 'string?',
    display_order: 'integer?',
    status: 'active|inactive!?',
  },
  { root: 'category' },
)

export const listFolders = op('GET files/users/:unique_id/folders', { about: 'List the folders of a user', returns: [Folder] })
export const createFolder = op('POST files/users/:unique_id/folders', {
  about: 'Make a folder, inside another where its parent is named',
  body: Folder,
  returns: Folder,
})
export const deleteFolder = op('DELETE files/users/:unique_id/folders/:folder_unique_id', {
  about: 'Delete an empty folder',
  removes: Folder,
})

export const listCategories = op('GET files/categories', { about: 'List the categories of files, in their order', returns: [FileCategory] })
export const createCategory = op('POST files/categories', {
  about: 'Make a category of files',
  body: FileCategory,
  returns: FileCategory,
})
