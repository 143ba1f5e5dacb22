import { op, paged, patch, resource } from '../../declare/index.ts'

/** A stored file. `url` is good for an hour and new on each read, so it says nothing about whether the file changed. */
export const UserFile = resource(
  'user_file',
  {
    name: 'string!',
    original_name: 'string',
    description: 'string?',
    category_unique_id: 'uuid?',
    category_name: 'string!?',
    tags: 'string[]?',
    payload: 'json?',
    ai_enabled: 'boolean?',
    url: 'url!',
    file_type: 'string!',
    file_size: 'integer!',
    version_number: 'integer!',
    status: 'review|active!',
    is_public: 'boolean!',
    access_level: 'private|shared|public!',
    folder_unique_id: 'uuid|null!',
    user_unique_id: 'uuid!',
    created_by: 'uuid!',
  },
  { root: 'file' },
)

export const listFiles = op('GET files/users/:unique_id/files', {
  about: "Page through those of a user's files that the caller may read",
  query: paged({
    search: 'string?',
    ext: 'string?',
    tags: 'string[]?',
    status: 'string?',
    folder_unique_id: 'uuid?',
    category_unique_id: 'uuid?',
  }),
  returns: [UserFile],
})
export const getFile = op('GET files/users/:unique_id/files/:unique_file_id', {
  about: 'Read what is known of a file, with a link to its bytes',
  returns: UserFile,
})
export const uploadFile = op('POST files/users/:unique_id/files', {
  about: 'Store one file of at most 100 MB, or register one that came in parts by its address',
  body: {
    file: 'file?',
    url: 'url?',
    file_size: 'integer?',
    original_name: 'string?',
    file_type: 'string?',
    description: 'string?',
    category_unique_id: 'uuid?',
    folder_unique_id: 'uuid?',
    tags: 'string[]?',
    payload: 'json?',
    ai_enabled: 'boolean?',
    is_public: 'boolean?',
  },
  returns: UserFile,
  idempotent: true,
  creates: UserFile,
  stale: ['files/users/:unique_id/folders'],
})
export const bulkUpload = op('POST files/users/:unique_id/files/bulk', {
  about: 'Store several files, and tell of each what became of it',
  body: { files: 'file[]', category_unique_id: 'uuid?', folder_unique_id: 'uuid?', tags: 'string[]?', is_public: 'boolean?' },
  returns: {
    uploaded: 'integer',
    failed: 'integer',
    results: [
      {
        name: 'string',
        file_size: 'integer',
        status: 'stored|refused',
        file_unique_id: 'uuid?',
        code: 'string?',
        detail: 'string?',
      },
    ],
  },
  idempotent: true,
  optimistic: false,
  stale: ['files/users/:unique_id/folders'],
})
export const updateFileMetadata = op('PUT files/users/:unique_id/files/:unique_file_id', {
  about: 'Change the name, description, category or tags of a file',
  body: UserFile,
  returns: UserFile,
})
export const approveFile = op('PUT files/users/:unique_id/files/:unique_file_id/approve', {
  about: 'End the review of a file',
  returns: UserFile,
  patches: patch(UserFile, () => ({ status: 'active' })),
})
export const moveFile = op('PUT files/users/:unique_id/files/:unique_file_id/move', {
  about: 'Put a file into another folder, or into none',
  root: 'file',
  body: { folder_unique_id: 'uuid|null' },
  returns: UserFile,
  patches: patch(UserFile, (_, { folder_unique_id: folder }) => ({ folder_unique_id: typeof folder === 'string' ? folder : null })),
  stale: ['files/users/:unique_id/folders'],
})
export const copyFile = op('POST files/users/:unique_id/files/:unique_file_id/copy', {
  about: 'Store the bytes of a file once more, as a file of its own',
  root: 'file',
  body: { original_name: 'string?', folder_unique_id: 'uuid|null?' },
  returns: UserFile,
  optimistic: false,
  stale: ['files/users/:unique_id/folders'],
})
export const deleteFile = op('DELETE files/users/:unique_id/files/:unique_file_id', {
  about: 'Delete a file with its versions, grants and links',
  removes: UserFile,
  stale: ['files/users/:unique_id/folders'],
})
