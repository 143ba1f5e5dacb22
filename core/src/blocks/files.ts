// The files block, a resource a file. Plain re-exports by name: a bundle takes the operations it uses and nothing else.

export {
  UserFile,
  listFiles,
  getFile,
  uploadFile,
  bulkUpload,
  updateFileMetadata,
  approveFile,
  moveFile,
  copyFile,
  deleteFile,
} from './files/files.ts'
export { multipartPresignUpload, getMultipartUpload, multipartCompleteUpload } from './files/parts.ts'
export { FileVersion, getFileVersions, uploadFileVersion, restoreVersion } from './files/versions.ts'
export {
  UserFileAccess,
  FileShare,
  setFileAccess,
  makeFilePublic,
  makeFilePrivate,
  listFileAccess,
  grantFileAccess,
  revokeFileAccess,
  shareFile,
  listFileShares,
  revokeShare,
} from './files/access.ts'
export { Folder, FileCategory, listFolders, createFolder, deleteFolder, listCategories, createCategory } from './files/folders.ts'
