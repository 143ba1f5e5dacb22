import { uploadKey } from '../client/uploadRow.ts'
import type { Operation } from '../declare/index.ts'
import type { Upload } from '../model/uploads.ts'
import { BlockstateError } from '../wire/error.ts'
import { keyOf } from '../wire/key.ts'
import { namedIn } from '../wire/request.ts'
import type { Fields } from '../wire/request.ts'
import { hostPreviews } from './hostPreviews.ts'
import type { UploadItem, UploadOptions } from './uploadState.ts'

/** A file with what only its store needs to know of it. */
export interface HeldFile<T> extends UploadItem<T>, Upload {
  readonly key: string
  readonly size: number
  readonly sent: number
  readonly status: UploadItem<T>['status']
  /** All that is written besides it. */
  readonly input: Fields
}

/** 100 MB (seed 000) hold the form around the file as well; some of it is left to that. In parts 5 GB, as the largest plan allows. */
const LARGEST = 100 * 1024 * 1024 - 64 * 1024
const LARGEST_IN_PARTS = 5 * 1024 ** 3

/** From 1 MB on a file is worth a request of its own. */
const SMALL = 1024 * 1024

/**
 * Makes what a store keeps of a file: waiting, or rejected with the reason.
 *
 * @param many the operation that takes several files, where there is one
 * @returns takes a file, what is written besides it, and a name for its row
 *
 * @example
 * const hold = holding(uploadFile, bulkUpload, { limit: 5_000_000 })
 * hold(file, { unique_id }, 'new-1').status // 'queued'
 */
export function holding<T>(
  operation: Operation,
  many: Operation | null,
  { parts, limit = parts ? LARGEST_IN_PARTS : LARGEST, check, previews = hostPreviews() }: UploadOptions,
): (file: File, input: Fields, made: string) => HeldFile<T> {
  const known = many && { ...many.declared.body, ...many.declared.query }
  /** With which others it may go: those of the same place and input, if the operation for many takes all of that. */
  const groupOf = (file: File, input: Fields): string | null => {
    const alone = (many !== operation && file.size > SMALL) || (parts && file.size >= parts.from)
    if (!many || !known || alone) return null
    return Object.keys(input).every((name) => Object.hasOwn(known, name) || namedIn(many.path, name)) ? keyOf(many, input) : null
  }
  return (file, input, made) => {
    const { name, type, size } = file
    const said = size > limit ? `has ${size} bytes, and ${limit} can be sent at most` : check?.(file)
    const facts = { file, name, type, size, input, sent: 0, batch: null, unsure: false, key: uploadKey(operation, made) }
    if (said !== undefined)
      return { ...facts, status: 'rejected', passes: 0, group: null, error: new BlockstateError('invalid_input', `${name} ${said}.`) }
    const preview = previews?.make(file)
    return { ...facts, status: 'queued', passes: 1, group: groupOf(file, input), ...(preview !== undefined && { preview }) }
  }
}
