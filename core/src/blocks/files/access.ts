import { op, patch, resource } from '../../declare/index.ts'
import { UserFile } from './files.ts'

/** Leave for one user: it counts while the file is `shared` and the grant has not expired. */
export const UserFileAccess = resource(
  'user_file_access',
  {
    user_unique_id: 'uuid',
    access_type: 'owner|write|read',
    expires_at: 'timestamp|null?',
    starts_at: 'timestamp!',
    user_file_unique_id: 'uuid!',
  },
  { root: 'access' },
)
/** A link that anyone may follow to the bytes of a file, until it expires. */
export const FileShare = resource(
  'file_share',
  {
    expires_at: 'timestamp?',
    file_unique_id: 'uuid!',
    url: 'url!',
    token: 'string!',
    access_type: 'read|write!',
    downloads_count: 'integer!',
  },
  { root: 'share' },
)

export const setFileAccess = op('PUT files/users/:unique_id/files/:unique_file_id/access', {
  about: 'Set who may read a file: its owner, those it is shared with, or everybody',
  root: 'access',
  body: { access_level: 'private|shared|public' },
  returns: UserFile,
  patches: patch(UserFile, (file, { access_level: level }) => ({
    access_level: level === 'public' || level === 'shared' || level === 'private' ? level : file.access_level,
    is_public: level === 'public',
  })),
})
export const makeFilePublic = op('POST files/users/:unique_id/files/:unique_file_id/access/make_public', {
  about: 'Let everybody read a file',
  returns: UserFile,
  patches: patch(UserFile, () => ({ access_level: 'public', is_public: true })),
})
export const makeFilePrivate = op('POST files/users/:unique_id/files/:unique_file_id/access/make_private', {
  about: 'Let only the owner read a file',
  returns: UserFile,
  patches: patch(UserFile, () => ({ access_level: 'private', is_public: false })),
})
export const listFileAccess = op('GET files/users/:unique_id/files/:unique_file_id/access', {
  about: 'List whom a file is shared with',
  returns: [UserFileAccess],
})
export const grantFileAccess = op('POST files/users/:unique_id/files/:unique_file_id/access/grant', {
  about: 'Share a file with one user; a private file becomes shared',
  body: UserFileAccess,
  returns: UserFileAccess,
  optimistic: false,
})
export const revokeFileAccess = op('DELETE files/users/:unique_id/files/:unique_file_id/access/:access_unique_id/revoke', {
  about: 'Take a share back',
  removes: UserFileAccess,
})
export const shareFile = op('POST files/users/:unique_id/files/:unique_file_id/share', {
  about: 'Make a link to a file that expires, after a day unless said; a private file becomes shared',
  body: FileShare,
  returns: FileShare,
  optimistic: false,
  stale: ['files/users/:unique_id/files/:unique_file_id/shares', 'files/users/:unique_id/files/:unique_file_id/access'],
})
export const listFileShares = op('GET files/users/:unique_id/files/:unique_file_id/shares', {
  about: 'List the links to a file, expired ones too',
  returns: [FileShare],
})
export const revokeShare = op('DELETE files/users/:unique_id/files/:unique_file_id/shares/:share_unique_id', {
  about: 'End a link before it expires',
  removes: FileShare,
})
