import type { Client } from '../client/createClient.ts'
import { createPublisher } from '../client/publisher.ts'
import { makeStale } from '../client/makeStale.ts'
import { toError } from '../client/send.ts'
import { hostBytes } from '../client/sendBytes.ts'
import { fileField, isUnsure, sendUpload } from '../client/sendUpload.ts'
import type { UploadOutcome } from '../client/sendUpload.ts'
import { uploadLanes } from '../client/uploadLanes.ts'
import { hideUpload, showUpload } from '../client/uploadRow.ts'
import type { Input, Operation, Output } from '../declare/index.ts'
import { added, again, began, calledBack, ended, isOpen, nextBatch, noUploads, progressOf, progressed, removed } from '../model/uploads.ts'
import type { Uploads } from '../model/uploads.ts'
import { BlockstateError } from '../wire/error.ts'
import { keyOf } from '../wire/key.ts'
import type { Fields } from '../wire/request.ts'
import { acting } from './acting.ts'
import { holding } from './heldFile.ts'
import type { HeldFile } from './heldFile.ts'
import { hostPreviews } from './hostPreviews.ts'
import type { UploadActions, UploadInput, UploadOptions, UploadState, UploadStore } from './uploadState.ts'
import { watchable } from './watchable.ts'

/** Rows that are shown ahead of what is sent, many enough for any screen: each change of one has lists worked out anew. */
const AHEAD = 200

/** Small files go so many at a time: the round trip costs more than their bytes. */
const BATCH = { files: 25, bytes: 4 * 1024 * 1024 }

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
  options: UploadOptions,
): UploadStore<I, T> {
  const { platform, keeper, entities, stores, mint } = client
  const { bulk, parts, previews = hostPreviews(), send = hostBytes(client.fetch) } = options
  const { join, pump, scheduler } = uploadLanes(client)
  const sending = { ...client, scheduler }
  const many = bulk ?? (fileField(operation).many ? operation : null)
  const hold = holding<T>(operation, many, { ...options, previews })
  let uploads: Uploads<HeldFile<T>> = noUploads
  let session: AbortSignal | undefined
  let leave = (): void => {}
  /** What ends each request, by its name. */
  const running = new Map<string, AbortController>()
  /** What has been begun in parts, by the file's key: the next try asks after it. */
  const begun = new Map<string, string>()
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
  const set = (next: Uploads<HeldFile<T>>): void => {
    if (next === uploads) return
    uploads = next
    publisher.arrived()
    publisher.flush()
  }
  const note = (keys: readonly string[], facts: Partial<HeldFile<T>>): void => {
    const named = new Set(keys)
    uploads = { ...uploads, list: uploads.list.map((one) => (named.has(one.key) ? { ...one, ...facts } : one)) }
  }
  const openOf = (keys: readonly string[]): readonly HeldFile<T>[] =>
    uploads.list.filter((one) => keys.includes(one.key) && isOpen(one.status))

  const show = (some: readonly HeldFile<T>[]): void =>
    entities.batch(() => {
      for (const { key: row, input, file, preview } of some) rows.set(row, showUpload(client, operation, input, file, row, preview))
    })
  /** Shows these and what waits behind them, so far ahead. */
  const showNext = (first: readonly HeldFile<T>[] = []): void => {
    const waiting = uploads.list.filter(({ status }) => status === 'queued')
    const hidden = [...new Set([...first, ...waiting])].filter((one) => !one.unsure && !rows.has(one.key))
    show(hidden.slice(0, AHEAD))
  }
  const hide = (keys: readonly string[]): void =>
    entities.batch(() => {
      for (const row of keys) hideUpload(client, { key: row, seqs: rows.get(row) ?? [] })
      for (const row of keys) rows.delete(row)
    })
  const forget = (some: readonly HeldFile<T>[]): void => {
    for (const { key: row, preview } of some) {
      rows.delete(row)
      begun.delete(row)
      if (preview !== undefined) previews?.revoke(preview)
    }
  }

  const settle = (outcomes: readonly UploadOutcome[]): void => {
    const open = openOf(outcomes.map((one) => one.key))
    const told = new Map(outcomes.filter(({ key: row }) => open.some((one) => one.key === row)).map((one) => [one.key, one]))
    for (const { key: row, error } of told.values()) if (error) refuse([row], error)
    const through = open.filter((one) => !told.get(one.key)?.error)
    const keys = new Set(through.map((one) => one.key))
    // The operation's own answer, which document.ts built.
    const answered = (one: HeldFile<T>): HeldFile<T> => ({ ...one, data: told.get(one.key)?.data as T, preview: undefined })
    const list = uploads.list.map((one) => (keys.has(one.key) ? answered(one) : one))
    set(ended({ ...uploads, list }, [...keys], 'done'))
    forget(through)
  }
  const refuse = (keys: readonly string[], error: BlockstateError): void => {
    const open = openOf(keys).map((one) => one.key)
    hide(open)
    note(open, { error })
    set(ended(uploads, open, 'failed', isUnsure(error)))
  }
  const run = async (batch: readonly HeldFile<T>[], first: HeldFile<T>): Promise<void> => {
    const keys = batch.map((one) => one.key)
    const id = first.batch ?? mint()
    const over = new AbortController()
    running.set(id, over)
    // What may have arrived shows itself.
    if (batch.some((one) => !one.unsure && !rows.has(one.key))) showNext(batch)
    set(began(uploads, keys, id))
    for (const row of keys) if ((rows.get(row) ?? []).length > 0) entities.sent(row)
    const told = (sent: number): void => {
      uploads = progressed(uploads, id, sent)
      publisher.arrived()
      publisher.chunkEnded()
    }
    const by = batch.length > 1 && many ? many : operation
    const files = batch.map(({ key: row, file, unsure }) => ({ key: row, file, unsure, seqs: rows.get(row) ?? [] }))
    const known = parts &&
      first.size >= parts.from && { parts, begun: begun.get(first.key), began: (upload: string) => void begun.set(first.key, upload) }
    try {
      settle(await sendUpload(sending, { operation: by, input: first.input, files, id, signal: over.signal, send, told, ...known }))
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
  const abort = (named?: string): void => {
    const meant = uploads.list.filter((one) => (named === undefined || one.key === named) && isOpen(one.status))
    const end = (some: readonly HeldFile<T>[], unsure: boolean): void => {
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
  const remove = (some: readonly HeldFile<T>[]): void => {
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
      const news = [...files].map((file) => hold(file, input, `new-${mint()}`))
      uploads = added(uploads, news)
      if (rows.size < AHEAD) showNext()
      set({ ...uploads })
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
      if (rows.size < AHEAD) showNext()
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
