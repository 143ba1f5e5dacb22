import { upload } from '@blockstate/core'
import type { Input, Operation, Output, UploadActions, UploadInput, UploadOptions, UploadState } from '@blockstate/core'
import { toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'
import type { Bound } from './useStore.ts'

/**
 * Files on their way to the server, with progress for each and for all: `add` takes them on, `abort` and `retry` one or all. `null`: it is
 * not known yet where they go. The options are those of the first who asks.
 *
 * @example
 * const { state, add } = useUpload(uploadFile, () => ({ unique_id: me.value }))
 * const chosen = (event) => add(event.target.files) // state.items, state.progress
 */
export function useUpload<O extends Operation>(
  operation: O,
  input: MaybeRefOrGetter<UploadInput<O> | null>,
  options?: UploadOptions,
): Bound<UploadState<Output<O>>, UploadActions<Input<O>>> {
  const client = useClient()
  return useStore(() => upload(client, operation, toValue(input), options))
}
