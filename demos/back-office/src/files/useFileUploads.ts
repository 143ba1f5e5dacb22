import { hostBytes } from '@blockstate/core'
import type { Input, Output, UploadActions, UploadItem, UploadState } from '@blockstate/core'
import { bulkUpload, uploadFile } from '@blockstate/core/files'
import { useUpload } from '@blockstate/react'

export type FileUpload = UploadItem<Output<typeof uploadFile>>
export type FileUploads = UploadState<Output<typeof uploadFile>> & UploadActions<Input<typeof uploadFile>>

/**
 * Files on their way to whoever is signed in, whichever room is open.
 *
 * @example
 * const { items, add } = useFileUploads(me)
 */
export function useFileUploads(me: string | undefined): FileUploads {
  // The office's own `fetch` only plays being offline; bytes are told of by the browser.
  return useUpload(uploadFile, me === undefined ? null : { unique_id: me }, { bulk: bulkUpload, send: hostBytes() })
}
