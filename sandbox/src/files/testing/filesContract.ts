import type { Contract } from '../../testing/contract.ts'
import { filesBlock } from '../filesBlock.ts'
import { onePiece } from './onePiece.ts'
import type { OnePiece } from './onePiece.ts'

const file = (): File => new File(['tide'], 'tide.txt', { type: 'text/plain' })

/** How each operation of the block is asked rightly. */
export const filesContract: Contract<OnePiece> = {
  block: filesBlock,
  piece: onePiece,
  statuses: { restoreVersion: 200, makeFilePublic: 200, makeFilePrivate: 200 },
  inputs: {
    uploadFile: () => ({ file: file(), tags: ['a', 'b'], is_public: true, payload: { pages: 2 } }),
    bulkUpload: (piece) => ({ files: [file(), file()], folder_unique_id: piece.folders }),
    uploadFileVersion: () => ({ file: file() }),
    multipartPresignUpload: () => ({ filename: 'film.mov', part_count: 2 }),
    multipartCompleteUpload: (piece) => ({
      filename: 'chart.txt',
      upload_id: piece.upload_id,
      parts: [{ PartNumber: 1, ETag: piece.etag }],
    }),
    updateFileMetadata: () => ({ original_name: 'ebb.txt', tags: ['sea'] }),
    moveFile: (piece) => ({ folder_unique_id: piece.folders }),
    copyFile: () => ({ original_name: 'copy.txt' }),
    setFileAccess: () => ({ access_level: 'public' }),
    grantFileAccess: (piece) => ({ user_unique_id: piece.stranger, access_type: 'write' }),
    shareFile: () => ({ expires_at: '2026-02-01T00:00:00Z' }),
    createFolder: () => ({ name: 'Harbour' }),
    createCategory: () => ({ name: 'Pictures', code: 'PICTURES' }),
  },
}
