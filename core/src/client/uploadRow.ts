import { isResource } from '../declare/index.ts'
import type { Operation } from '../declare/index.ts'
import { fillPath } from '../wire/address.ts'
import { namedIn } from '../wire/request.ts'
import type { Fields } from '../wire/request.ts'
import type { Client } from './createClient.ts'
import { recordKey } from './entities.ts'
import type { Shown } from './learn.ts'

/** The row of a file that the server does not have yet. */
export interface UploadRow {
  /** What it is shown under, now and when the server has named it. */
  readonly key: string
  /** The patches it is made of, to be settled by; none where it is not shown. */
  readonly seqs: readonly number[]
}

/**
 * The key of a file's row, whether it is shown or not: the record's, if the operation answers with one that its caller creates.
 *
 * @example
 * uploadKey(uploadFile, 'new-1') // 'user_file/new-1'
 */
export function uploadKey({ method, declared }: Operation, made: string): string {
  const { returns, optimistic } = declared
  return method === 'POST' && optimistic !== false && isResource(returns) ? recordKey(returns.type, made) : made
}

/**
 * Shows a file in the lists of its place: what is known of it before it is sent, and, where the record has an address for its bytes, one of
 * its bytes here.
 *
 * @param key from {@link uploadKey}
 * @param preview an address of the bytes here
 * @returns the patches to settle it by; none where the operation declares that only the server can tell
 *
 * @example
 * const seqs = showUpload(client, uploadFile, { unique_id }, file, 'user_file/new-1', 'blob:…')
 */
export function showUpload(
  { entities }: Client,
  operation: Operation,
  input: Fields,
  file: File,
  key: string,
  preview?: string,
): readonly number[] {
  const { returns, body = {} } = operation.declared
  const made = key.slice(key.indexOf('/') + 1)
  if (key === made || !isResource(returns) || isResource(body)) return []
  const { fields } = returns
  const type = file.type.split(';')[0]?.trim().toLowerCase()
  const known: Fields = { original_name: file.name, file_size: file.size, ...(type && { file_type: type }) }
  const left = Object.keys(body).filter((name) => input[name] === undefined && /\|null\b/.test(String(fields[name])))
  const change = {
    ...Object.fromEntries(left.map((name) => [name, null])),
    ...Object.fromEntries(
      Object.entries({ ...known, ...input }).filter(([name]) => Object.hasOwn(fields, name) && !namedIn(operation.path, name)),
    ),
    unique_id: made,
    [returns.id]: made,
  }
  let seqs: number[] = []
  entities.batch(() => {
    seqs = [entities.patch(key, { change, creates: true, lists: { [fillPath(operation, input)]: true } })]
    // A patch of its own: by what is in the first the server's row is recognised.
    if (preview !== undefined && Object.hasOwn(fields, 'url')) seqs.push(entities.patch(key, { change: { url: preview } }))
  })
  return seqs
}

/**
 * What is shown of a file, to be settled by the answer.
 *
 * @example
 * perform(client, uploadFile, { ...input, file }, { shown: shownRow(row) })
 */
export function shownRow({ key, seqs }: UploadRow): Shown {
  return { key: seqs.length > 0 ? key : null, marks: seqs.map((seq) => ({ key, seq })) }
}

/**
 * Takes a row back that the server does not have.
 *
 * @example
 * hideUpload(client, { key, seqs })
 */
export function hideUpload({ entities }: Client, { key, seqs }: UploadRow): void {
  entities.batch(() => {
    for (const seq of seqs.toReversed()) entities.reject(key, seq)
  })
}

/**
 * The server has it under this id, and told no more of it than that.
 *
 * @param began the ticket that was taken when it was sent
 *
 * @example
 * nameUpload(client, row, file_unique_id, ticket)
 */
export function nameUpload({ entities }: Client, { key, seqs }: UploadRow, id: string, began: number): void {
  if (seqs.length === 0) return
  entities.batch(() => {
    entities.named(key, id)
    // The address of the bytes here is good no longer.
    entities.acknowledge(key, { seqs, answered: { unique_id: id, url: null }, began })
  })
}
