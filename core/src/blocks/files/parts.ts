import { op } from '../../declare/index.ts'

export const multipartPresignUpload = op('POST files/users/:unique_id/multipart_presign_upload', {
  about: 'Begin a file that comes in parts, with an address for each',
  body: { filename: 'string', part_count: 'integer' },
  returns: { upload_id: 'uuid', file_name: 'string', presigned_urls: 'url[]', expires_at: 'timestamp' },
})
export const getMultipartUpload = op('GET files/users/:unique_id/multipart_uploads/:upload_id', {
  about: 'Read which parts of a file are here, with fresh addresses for all',
  returns: {
    upload_id: 'uuid',
    file_name: 'string',
    presigned_urls: 'url[]',
    parts: [{ part_number: 'integer', etag: 'string', size: 'integer' }],
    public_url: 'url|null',
    expires_at: 'timestamp',
  },
})
export const multipartCompleteUpload = op('POST files/users/:unique_id/multipart_complete_upload', {
  about: 'Put the parts of a file together, to be registered by its address',
  body: { filename: 'string', upload_id: 'uuid', parts: [{ PartNumber: 'integer', ETag: 'string' }] },
  returns: { file_name: 'string', public_url: 'url' },
  stale: ['files/users/:unique_id/multipart_uploads/:upload_id'],
})
