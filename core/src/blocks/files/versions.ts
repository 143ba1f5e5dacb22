import { op, paged, resource } from '../../declare/index.ts'
import { UserFile } from './files.ts'

/** The bytes of a file as they once were; the one with the highest number is the file's own. */
export const FileVersion = resource('file_version', {
  file_unique_id: 'uuid!',
  version_number: 'integer!',
  url: 'url!',
  file_type: 'string!',
  file_size: 'integer!',
  created_by: 'uuid!',
})

export const getFileVersions = op('GET files/users/:unique_id/files/:unique_file_id/versions', {
  about: 'Page through the versions of a file, newest first',
  query: paged(),
  returns: [FileVersion],
})
export const uploadFileVersion = op('POST files/users/:unique_id/files/:unique_file_id/versions', {
  about: 'Store newer bytes of a file and keep the older ones',
  body: { file: 'file' },
  returns: UserFile,
  optimistic: false,
})
export const restoreVersion = op('POST files/users/:unique_id/files/:unique_file_id/versions/:version_unique_id/restore', {
  about: 'Make the bytes of an older version the newest one',
  returns: UserFile,
  optimistic: false,
})
