import { FileCategory, FileShare, FileVersion, Folder, UserFile, UserFileAccess } from '@blockstate/core/files'
import { counted, stored } from '../database/table.ts'

export const files = counted(UserFile, 'files_files', 'File')
export const versions = counted(FileVersion, 'files_versions', 'Version')
export const folders = counted(Folder, 'files_folders', 'Folder')
export const accesses = stored(UserFileAccess, 'files_accesses', 'Access')
export const shares = stored(FileShare, 'files_shares', 'Share')
export const categories = stored(FileCategory, 'files_categories', 'Category')
