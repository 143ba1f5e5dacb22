import type { Client } from '../client/createClient.ts'
import { createPublisher } from '../client/publisher.ts'
import { makeStale } from '../client/makeStale.ts'
import { toError } from '../client/send.ts'
import { hostBytes } from '../client/sendBytes.ts'
import { fileField, isUnsure, sendUpload } from '../client/sendUpload.ts'
import type { UploadOutcome } from '../client/sendUpload.ts'
import { uploadLanes } from '../client/uploadLanes.ts'
import { hideUpload, showUpload, uploadKey } from '../client/uploadRow.ts'
import type { Input, Operation, Output } from '../declare/index.ts'
import { added, again, began, calledBack, ended, isOpen, nextBatch, noUploads, progressOf, progressed, removed } from '../model/uploads.ts'
import type { Upload, Uploads } from '../model/uploads.ts'
import { BlockstateError } from '../wire/error.ts'
import { keyOf } from '../wire/key.ts'
import { namedIn } from '../wire/request.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import { hostPreviews } from './hostPreviews.ts'
import type { UploadActions, UploadInput, UploadItem, UploadOptions, UploadState, UploadStore } from './uploadState.ts'
import { watchable } from './watchable.ts'

/** A file with what only the store needs to know of it. */
interface Held<T> extends UploadItem<T>, Upload {
  readonly key: string
  readonly size: number
  readonly sent: number
  readonly status: UploadItem<T>['status']
  readonly input: Fields
}

/** 100 MB (seed 000) hold the form around the file as well; some of it is left to that. */
const LARGEST = 100 * 1024 * 1024 - 64 * 1024

/** From 1 MB on a file is worth a request of its own. Smaller ones go 25 at a time: the round trip costs more than their bytes. */
const SMALL = 1024 * 1024
const BATCH = { files: 25, bytes: 4 * SMALL }

/**
 * Files on their way to the server: four requests at a time for the whole client, in the order they came, with progress for each and for
 * all. A file stands in the lists of its place as soon as it is added, under a key that stays, and is taken out again where it is refused.
 *
 * What became of a file stands in its item, never elsewhere: nothing here rejects. Files that fail can be tried again; a try whose answer
 * was lost is repeated under the same key, so that the server has the file once. All who ask with the same operation and input see the same
 * files, also after they were elsewhere. What somebody added is gone when another signs in.
 *
 * @param operation one that takes a file
 * @param input where they go: all that the operation takes besides the file; `null` while that is not known
 * @param options those of the first who asks
 *
 * Throws `invalid_input` for an operation that takes no file.
 *
 * @example
 * const $files = upload(client, uploadFile, { unique_id }, { bulk: bulkUpload })
 * $files.subscribe(({ items, progress }) => show(items, progress.part))
 * field.onchange = () => $files.add(field.files)
 */
export function upload<O extends Operation>(
  client: Client,
  operation: O,
  input: UploadInput<O> | null,
  options: UploadOptions = {},
): UploadStore<Input<O>, Output<O>> {
  fileField(operation)
  // A copy: a reactive object of Vue or Svelte may change later. Whatever a request can carry besides files, JSON can.
  const fields = JSON.parse(JSON.stringify(input)) as Fields | null
  const key = `upload ${fields ? keyOf(operation, fields) : operation.route}`
  type Store = UploadStore<Input<O>, Output<O>>
  // A key names one kind of store only: it begins with the kind that made it.
  return (client.stores.get(key) as Store | undefined) ?? createUpload<Input<O>, Output<O>>(client, key, operation, fields, options)
}

function createUpload<I, T>(
  client: Client,
  key: string,
  operation: Operation,
  place: Fields | null,
  { bulk, limit = LARGEST, check, previews = hostPreviews(), send = hostBytes(client.fetch) }: UploadOptions,
): UploadStore<I, T> {
  const { platform, keeper, entities, stores, mint } = client
  const { join, pump, scheduler } = uploadLanes(client)
  const sending = { ...client, scheduler }
  const many = bulk ?? (fileField(operation).many ? operation : null)
  let uploads: Uploads<Held<T>> = noUploads
  let session: AbortSignal | undefined
  let leave = (): void => {}
  /** What ends each request, by its name. */
  const running = new Map<string, AbortController>()
  /** The patches of those rows that are shown. */
  const rows = new Map<string, readonly number[]>()

  const state = (): UploadState<T> => ({ items: uploads.list, progress: progressOf(uploads) })
  const { $store } = watchable<UploadState<T>>(platform, state(), () => {
    stores.set(key, self)
    return () => {
      // Nobody looks and there is nothing to see: the next who asks makes another.
      if (uploads.list.length === 0) stores.delete(key)
    }
  })
  const publisher = createPublisher(platform, () => $store.set(state()))
  const set = (next: Uploads<Held<T>>): void => {
    if (next === uploads) return
    uploads = next
    publisher.arrived()
    publisher.flush()
  }
  const note = (keys: readonly string[], facts: Partial<Held<T>>): void => {
    const named = new Set(keys)
    uploads = { ...uploads, list: uploads.list.map((one) => (named.has(one.key) ? { ...one, ...facts } : one)) }
  }
  const openOf = (keys: readonly string[]): readonly Held<T>[] => uploads.list.filter((one) => keys.includes(one.key) && isOpen(one.status))

  const show = (some: readonly Held<T>[]): void =>
    entities.batch(() => {
      for (const { key: row, input, file, preview } of some) rows.set(row, showUpload(client, operation, input, file, row, preview))
    })
  const hide = (keys: readonly string[]): void =>
    entities.batch(() => {
      for (const row of keys) hideUpload(client, { key: row, seqs: rows.get(row) ?? [] })
      for (const row of keys) rows.delete(row)
    })
  const forget = (some: readonly Held<T>[]): void => {
    for (const { key: row, preview } of some) {
      rows.delete(row)
      if (preview !== undefined) previews?.revoke(preview)
    }
  }

  const settle = (outcomes: readonly UploadOutcome[]): void => {
    for (const { key: row, data, error } of outcomes) {
      const open = openOf([row])
      if (open.length === 0) continue
      if (error) refuse([row], error)
      else {
        // The operation's own answer, which document.ts built.
        note([row], { data: data as T, preview: undefined })
        set(ended(uploads, [row], 'done'))
        forget(open)
      }
    }
  }
  const refuse = (keys: readonly string[], error: BlockstateError): void => {
    const open = openOf(keys).map((one) => one.key)
    hide(open)
    note(open, { error })
    set(ended(uploads, open, 'failed', isUnsure(error)))
  }
  const run = async (batch: readonly Held<T>[], first: Held<T>): Promise<void> => {
    const keys = batch.map((one) => one.key)
    const id = first.batch ?? mint()
    const over = new AbortController()
    running.set(id, over)
    set(began(uploads, keys, id))
    for (const row of keys) if ((rows.get(row) ?? []).length > 0) entities.sent(row)
    const told = (sent: number): void => {
      uploads = progressed(uploads, id, sent)
      publisher.arrived()
      publisher.chunkEnded()
    }
    const by = batch.length > 1 && many ? many : operation
    const files = batch.map(({ key: row, file, unsure }) => ({ key: row, file, unsure, seqs: rows.get(row) ?? [] }))
    try {
      settle(await sendUpload(sending, { operation: by, input: first.input, files, id, signal: over.signal, send, told }))
    } catch (reason) {
      const error = toError(reason, operation.route)
      if (over.signal.aborted) {
        // One was taken out of the request: the others go in another.
        set(
          calledBack(
            uploads,
            openOf(keys).map((one) => one.key),
            false,
          ),
        )
        makeStale(sending, operation, first.input)
      } else if (error.code === 'network' && !platform.online()) set(calledBack(uploads, keys, true))
      else refuse(keys, error)
    } finally {
      running.delete(id)
      leave = join(next)
    }
  }
  const next = (): (() => Promise<void>) | null => {
    const batch = nextBatch(uploads.list, BATCH)
    const [first] = batch
    if (!first) leave()
    return first ? () => run(batch, first) : null
  }
  const go = (): void => {
    leave = join(next)
    pump()
  }

  /** When another signs in, nothing of the one before is shown or sent any more. */
  const follow = (): void => {
    const signal = keeper.signal()
    if (signal === session) return
    session = signal
    AbortSignal.any([signal, client.signal]).addEventListener('abort', () => {
      const left = uploads.list
      set(noUploads)
      for (const over of running.values()) over.abort()
      forget(left)
    })
  }
  const groupOf = (file: File, input: Fields): string | null => {
    if (!many || (many !== operation && file.size > SMALL)) return null
    const { path, declared } = many
    const known = { ...declared.body, ...declared.query }
    return Object.keys(input).every((name) => Object.hasOwn(known, name) || namedIn(path, name)) ? keyOf(many, input) : null
  }
  const held = (file: File, input: Fields): Held<T> => {
    const said = file.size > limit ? `has ${file.size} bytes, and ${limit} can be sent at most` : check?.(file)
    const base = { key: uploadKey(operation, `new-${mint()}`), file, name: file.name, type: file.type, size: file.size, sent: 0, input }
    const facts = { ...base, group: groupOf(file, input), batch: null, unsure: false }
    if (said !== undefined)
      return { ...facts, status: 'rejected', passes: 0, error: new BlockstateError('invalid_input', `${file.name} ${said}.`) }
    const preview = previews?.make(file)
    return { ...facts, status: 'queued', passes: 1, ...(preview !== undefined && { preview }) }
  }
  const abort = (named?: string): void => {
    const meant = uploads.list.filter((one) => (named === undefined || one.key === named) && isOpen(one.status))
    const end = (some: readonly Held<T>[], unsure: boolean): void => {
      const keys = some.map((one) => one.key)
      hide(keys)
      set(ended(uploads, keys, 'aborted', unsure))
    }
    end(
      meant.filter(({ status }) => status === 'queued'),
      false,
    )
    for (const [id, over] of running) {
      const members = uploads.list.filter((one) => one.batch === id && isOpen(one.status) && one.status !== 'queued')
      const some = members.filter((one) => meant.some(({ key: row }) => row === one.key))
      const whole = some.length === members.length
      // What has left with others cannot be taken out any more.
      if (some.length === 0 || (!whole && members.some(({ status }) => status === 'processing'))) continue
      end(some, whole)
      over.abort()
    }
  }
  const remove = (some: readonly Held<T>[]): void => {
    forget(some.filter(({ status }) => !isOpen(status)))
    set(
      removed(
        uploads,
        some.map((one) => one.key),
      ),
    )
  }

  const actions: UploadActions<I> = {
    add: (files, more = {}) => {
      if (!place) throw new BlockstateError('invalid_input', `${operation.route}: it is not known yet where the files go.`)
      follow()
      stores.set(key, self)
      const input = { ...place, ...(JSON.parse(JSON.stringify(more)) as Fields) }
      const news = [...files].map((file) => held(file, input))
      show(news.filter(({ status }) => status === 'queued'))
      set(added(uploads, news))
      go()
      return news.map((one) => one.key)
    },
    abort,
    retry: (named) => {
      const keys = uploads.list
        .filter(({ key: row, status }) => (named === undefined ? status === 'failed' : row === named))
        .map((one) => one.key)
      const waiting = again(uploads, keys)
      const back = waiting.list.filter(({ key: row, status }) => status === 'queued' && !rows.has(row))
      uploads = waiting
      note(
        back.map((one) => one.key),
        { error: undefined },
      )
      // It may be in the lists already: they say so themselves.
      show(back.filter(({ unsure }) => !unsure))
      publisher.arrived()
      publisher.flush()
      go()
    },
    remove: (named) => {
      abort(named)
      remove(uploads.list.filter((one) => one.key === named))
    },
    clear: () => remove(uploads.list.filter(({ status }) => !isOpen(status))),
  }
  const self: UploadStore<I, T> = acting($store, actions)
  stores.set(key, self)
  return self
}
