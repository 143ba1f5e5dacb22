import { upload } from '@blockstate/core'
import type { Input, Operation, Output, UploadActions, UploadInput, UploadOptions, UploadState } from '@blockstate/core'
import { createStore } from './createStore.ts'
import type { Bound } from './createStore.ts'
import { getClient } from './getClient.ts'
import { valueOf } from './valueOf.ts'
import type { MaybeThunk } from './valueOf.ts'

/**
 * Files on their way to the server, with progress for each and for all: `add` takes them on, `abort` and `retry` one or all. `null`: it is
 * not known yet where they go. The options are those of the first who asks.
 *
 * @example
 * const files = createUpload(uploadFile, () => ({ unique_id: me }))
 * const chosen = (event) => files.add(event.target.files) // files.current.items, $files.progress
 */
export function createUpload<O extends Operation>(
  operation: O,
  input: MaybeThunk<UploadInput<O> | null>,
  options?: UploadOptions,
): Bound<UploadState<Output<O>>, UploadActions<Input<O>>> {
  const client = getClient()
  return createStore(() => upload(client, operation, valueOf(input), options))
}
