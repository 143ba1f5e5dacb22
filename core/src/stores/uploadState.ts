import type { SendBytes } from '../client/sendBytes.ts'
import type { PartUpload } from '../client/uploadRequest.ts'
import type { Input, Operation } from '../declare/index.ts'
import type { UploadProgress, UploadStatus } from '../model/uploads.ts'
import type { BlockstateError } from '../wire/error.ts'
import type { ActingStore } from './acting.ts'
import type { Previews } from './hostPreviews.ts'

/** One file and how far it is. */
export interface UploadItem<T> {
  /** What to render it by. It is also the key of its row in the lists. */
  readonly key: string
  readonly file: File
  readonly name: string
  readonly type: string
  /** Bytes. */
  readonly size: number
  /**
   * `queued`: waits. `sending`: its bytes leave. `processing`: they have left, the answer has not come. `done`: the server has it.
   * `rejected`: it cannot be sent, no byte was. `failed`: it was refused, or the connection lost. `aborted`: it was taken back.
   */
  readonly status: UploadStatus
  /** Bytes that have left. Never falls. */
  readonly sent: number
  /** An address of its bytes here, until the server has them. */
  readonly preview?: string | undefined
  /** What the server answered; missing where it told no more than that it has the file. */
  readonly data?: T | undefined
  /** Why it was rejected or has failed. */
  readonly error?: BlockstateError | undefined
}

export interface UploadState<T> {
  /** In the order they were added. */
  readonly items: readonly UploadItem<T>[]
  readonly progress: UploadProgress
}

/** What an operation takes besides its file. */
export type UploadInput<O> = Omit<Input<O>, 'file' | 'files'>

export interface UploadOptions {
  /** Sends what is small and waits many files at a time: the operation that takes several, such as `bulkUpload`. */
  readonly bulk?: Operation
  /** Sends what is large in parts, and of what is tried again only what is missing: `inParts({ begin, standing, complete })`. */
  readonly parts?: PartUpload
  /** Bytes that a file may have. Default 100 MB, less what the form around it takes; 5 GB where large files go in parts. */
  readonly limit?: number
  /** Says why a file is not to be sent, behind its name: `'is no picture'`; `undefined` where it is. */
  readonly check?: (file: File) => string | undefined
  /** Makes the addresses that files are shown by meanwhile. Default the page's own; `null` makes none. */
  readonly previews?: Previews | null
  /** Sends the bytes. Default `XMLHttpRequest`, where there is one and the client was given no `fetch`. */
  readonly send?: SendBytes
}

export interface UploadActions<I> {
  /**
   * Takes files on: they are shown and sent as soon as there is room. Returns their keys.
   *
   * Throws `invalid_input` while it is not known where they go.
   *
   * @param more what is written besides with these: `{ folder_unique_id }`
   */
  add(files: Iterable<File>, more?: Partial<Omit<I, 'file' | 'files'>>): readonly string[]
  /** Takes a file back, or all that are not through: no byte leaves after that. Too late where it has left in one request with others. */
  abort(key?: string): void
  /** Tries a file again that failed or was aborted, or all that failed. */
  retry(key?: string): void
  /** Takes a file off the list; one that is on its way is aborted first. The server keeps what it has. */
  remove(key: string): void
  /** Takes all off the list that are over. */
  clear(): void
}

export type UploadStore<I, T> = ActingStore<UploadState<T>, UploadActions<I>>
