import { effects } from '../testing/effects.ts'
import { filesContract } from './testing/filesContract.ts'

await effects(filesContract, {
  approveFile: { atOnce: ['getFile', 'listFiles'], again: ['getFile', 'listFiles'] },
  bulkUpload: { again: ['listFiles', 'listFolders'] },
  copyFile: { again: ['getFile', 'listFiles', 'listFolders'] },
  createCategory: { atOnce: ['listCategories'], again: ['listCategories'] },
  createFolder: { atOnce: ['listFolders'], again: ['listFolders'] },
  deleteFile: {
    atOnce: ['getFile', 'listFiles'],
    again: ['getFile', 'getFileVersions', 'listFileAccess', 'listFileShares', 'listFiles', 'listFolders'],
  },
  deleteFolder: { atOnce: ['listFolders'], again: ['listFolders'] },
  getFile: 'reads',
  getFileVersions: 'reads',
  grantFileAccess: { again: ['getFile', 'listFileAccess', 'listFiles'] },
  listCategories: 'reads',
  listFileAccess: 'reads',
  listFileShares: 'reads',
  listFiles: 'reads',
  listFolders: 'reads',
  makeFilePrivate: { atOnce: ['getFile', 'listFiles'], again: ['getFile', 'listFileAccess', 'listFiles'] },
  makeFilePublic: { atOnce: ['getFile', 'listFiles'], again: ['getFile', 'listFileAccess', 'listFiles'] },
  moveFile: { atOnce: ['getFile', 'listFiles'], again: ['getFile', 'listFiles', 'listFolders'] },
  restoreVersion: { again: ['getFile', 'getFileVersions', 'listFiles'] },
  revokeFileAccess: { atOnce: ['listFileAccess'], again: ['getFile', 'listFileAccess', 'listFiles'] },
  revokeShare: { atOnce: ['listFileShares'], again: ['getFile', 'listFileShares', 'listFiles'] },
  setFileAccess: { atOnce: ['getFile', 'listFiles'], again: ['getFile', 'listFileAccess', 'listFiles'] },
  shareFile: { again: ['getFile', 'listFileAccess', 'listFileShares', 'listFiles'] },
  updateFileMetadata: { atOnce: ['getFile', 'listFiles'], again: ['getFile', 'listFiles'] },
  uploadFile: { atOnce: ['listFiles'], again: ['listFiles', 'listFolders'] },
  uploadFileVersion: { again: ['getFile', 'getFileVersions', 'listFiles'] },
})
