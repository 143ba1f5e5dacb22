import { hostBytes, inParts } from '@blockstate/core'
import type { Input, Output, UploadActions, UploadItem, UploadState } from '@blockstate/core'
import { bulkUpload, getMultipartUpload, multipartCompleteUpload, multipartPresignUpload, uploadFile } from '@blockstate/core/files'
import { useUpload } from '@blockstate/react'

export type FileUpload = UploadItem<Output<typeof uploadFile>>
export type FileUploads = UploadState<Output<typeof uploadFile>> & UploadActions<Input<typeof uploadFile>>

/** By what a large file goes in parts: after a cut, or when it was stopped, only the rest is sent. */
const IN_PARTS = { begin: multipartPresignUpload, standing: getMultipartUpload, complete: multipartCompleteUpload }

/**
 * Files on their way to whoever is signed in, whichever room is open.
 *
 * @example
 * const { items, add } = useFileUploads(me)
 */
export function useFileUploads(me: string | undefined): FileUploads {
  // The office's own `fetch` only plays being offline; bytes are told of by the browser.
  const options = { bulk: bulkUpload, parts: inParts(IN_PARTS), send: hostBytes() }
  return useUpload(uploadFile, me === undefined ? null : { unique_id: me }, options)
}
