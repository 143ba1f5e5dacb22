import type { PendingWrite } from '@blockstate/core'
import { uploadFile } from '@blockstate/core/files'
import { useMutation, useWrites } from '@blockstate/react'

export interface Uploads {
  /** Files that are on their way, or were refused. */
  readonly list: readonly PendingWrite[]
  add(files: Iterable<File>): void
  retry(id: string): void
  discard(id: string): void
}

/**
 * Sends files to the server. What is through stands in the list of files; what is not is a write like any other.
 *
 * @param folder where they are put; `null` for no folder
 *
 * @example
 * const uploads = useUploads(me, folder)
 * uploads.add(input.files)
 */
export function useUploads(me: string | undefined, folder: string | null): Uploads {
  const { mutate } = useMutation(uploadFile)
  const { writes, retry, discard } = useWrites()
  return {
    list: writes.filter(({ operation }) => operation.route === uploadFile.route),
    add: (files) => {
      if (me === undefined) return
      for (const file of files) {
        // What was refused stands in the list, and can be tried again there.
        void mutate({ unique_id: me, file, original_name: file.name, ...(folder !== null && { folder_unique_id: folder }) }).catch(() => {})
      }
    },
    retry: (id) => void retry(id).catch(() => {}),
    discard,
  }
}
