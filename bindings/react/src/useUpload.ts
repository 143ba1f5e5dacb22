import { upload } from '@blockstate/core'
import type { Input, Operation, Output, UploadActions, UploadInput, UploadOptions, UploadState } from '@blockstate/core'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'

/**
 * Files on their way to the server, with progress for each and for all: `add` takes them on, `abort` and `retry` one or all. `null`: it is
 * not known yet where they go. The options are those of the first who asks.
 *
 * @example
 * const { items, progress, add } = useUpload(uploadFile, { unique_id })
 * return <input type="file" multiple onChange={(event) => add(event.target.files ?? [])} />
 */
export function useUpload<O extends Operation>(
  operation: O,
  input: UploadInput<O> | null,
  options?: UploadOptions,
): UploadState<Output<O>> & UploadActions<Input<O>> {
  return useStore(upload(useClient(), operation, input, options))
}
