/** Where a file is on its way. The last four are its end; `failed` and `aborted` may be tried again. */
export type UploadStatus = 'queued' | 'sending' | 'processing' | 'done' | 'rejected' | 'failed' | 'aborted'

/** One file, as far as its way is concerned. */
export interface Upload {
  readonly key: string
  /** Bytes. */
  readonly size: number
  readonly status: UploadStatus
  /** Bytes that have left, at most `size`. Never falls, not even where they are sent once more. */
  readonly sent: number
  /** Files of the same group may go in one request; `null` goes alone. */
  readonly group: string | null
  /** The request it is in, and goes in again where nobody knows what became of it. */
  readonly batch: string | null
  /** It went out, and nobody knows whether it arrived. */
  readonly unsure: boolean
  /** How often it was taken on since the last time that nothing was left to do; 0 where that was earlier. */
  readonly passes: number
}

/** All files of one store, in the order they came. */
export interface Uploads<U extends Upload = Upload> {
  readonly list: readonly U[]
  /** Bytes that were counted and whose files were taken off the list since. */
  readonly gone: number
}

/** How far all files are that were taken on since the last time that nothing was left to do. */
export interface UploadProgress {
  /** Bytes that need not be sent any more: they have left, or their file is over. Never falls. */
  readonly sent: number
  /** Bytes that were to be sent. Grows with what is added and tried again. */
  readonly total: number
  /** From 0 to 1. Falls only where something is added or tried again. */
  readonly part: number
  /** Files that are not over. */
  readonly open: number
  readonly done: number
  /** Files that were refused, here or by the server. */
  readonly failed: number
}

/** The most that goes in one request. */
export interface BatchLimits {
  readonly files: number
  readonly bytes: number
}

/** No file yet. */
export const noUploads: Uploads<never> = { list: [], gone: 0 }

/**
 * Is a file still on its way, or about to be?
 *
 * @example
 * isOpen('processing') // true
 */
export function isOpen(status: UploadStatus): boolean {
  return status === 'queued' || status === 'sending' || status === 'processing'
}

/**
 * Takes files on, behind all others. Where nothing was left to do, what is counted begins anew.
 *
 * @example
 * added(noUploads, [{ key: 'a', size: 3, status: 'queued', sent: 0, group: null, batch: null, unsure: false, passes: 1 }])
 */
export function added<U extends Upload>(uploads: Uploads<U>, more: readonly U[]): Uploads<U> {
  const { list, gone } = round(uploads)
  return { list: [...list, ...more], gone }
}

/**
 * The files that go out next, in one request: the first that waits, and those of its group that wait behind it. Whatever was in one request
 * of which nobody knows what became goes together again.
 *
 * @example
 * nextBatch(uploads.list, { files: 25, bytes: 4_000_000 })
 */
export function nextBatch<U extends Upload>(list: readonly U[], limits: BatchLimits): readonly U[] {
  const first = list.find(({ status }) => status === 'queued')
  if (!first) return []
  if (first.batch !== null) return list.filter(({ status, batch }) => status === 'queued' && batch === first.batch)
  if (first.group === null) return [first]
  const batch: U[] = []
  let room = limits.bytes
  for (const one of list) {
    if (one.status !== 'queued' || one.batch !== null || one.group !== first.group) continue
    room -= one.size
    if (batch.length > 0 && (room < 0 || batch.length === limits.files)) break
    batch.push(one)
  }
  return batch
}

/** These files go out, in one request of this name. */
export function began<U extends Upload>(uploads: Uploads<U>, keys: readonly string[], batch: string): Uploads<U> {
  return changed(uploads, keys, (one) => ({ ...one, status: 'sending', batch }))
}

/**
 * So many bytes of a request have left. They are those of its files, one after the other; what stands around them in the form is not
 * counted.
 *
 * @example
 * progressed(uploads, 'b1', 65_536)
 */
export function progressed<U extends Upload>(uploads: Uploads<U>, batch: string, loaded: number): Uploads<U> {
  const going = uploads.list.filter((one) => one.batch === batch && isOpen(one.status) && one.status !== 'queued')
  const whole = loaded >= going.reduce((sum, { size }) => sum + size, 0)
  let left = loaded
  const told = new Map(
    going.map((one) => {
      const sent = Math.max(one.sent, Math.min(one.size, left))
      left = Math.max(0, left - one.size)
      return [one.key, { sent, status: whole ? ('processing' as const) : one.status }]
    }),
  )
  const news = going.filter(({ key, sent, status }) => told.get(key)?.sent !== sent || told.get(key)?.status !== status)
  return changed(
    uploads,
    news.map(({ key }) => key),
    (one) => ({ ...one, ...told.get(one.key) }),
  )
}

/**
 * These files are over.
 *
 * @param unsure nobody knows what became of their request: tried again, they go in the same one
 *
 * @example
 * ended(uploads, ['a'], 'failed', true)
 */
export function ended<U extends Upload>(
  uploads: Uploads<U>,
  keys: readonly string[],
  status: 'done' | 'failed' | 'aborted',
  unsure = false,
): Uploads<U> {
  return changed(uploads, keys, (one) => ({
    ...one,
    status,
    unsure,
    batch: unsure ? one.batch : null,
    ...(status === 'done' && { sent: one.size }),
  }))
}

/**
 * These files wait again.
 *
 * @param together they go in the same request: all that were in it are here; else each may go in another, and may have arrived
 *
 * @example
 * calledBack(uploads, ['a', 'b'], true)
 */
export function calledBack<U extends Upload>(uploads: Uploads<U>, keys: readonly string[], together: boolean): Uploads<U> {
  return changed(uploads, keys, (one) => ({ ...one, status: 'queued', unsure: true, batch: together ? one.batch : null }))
}

/**
 * Tries files again that have failed or were aborted; others of these keys stay as they are. Whatever shared a request with one of them, of
 * which nobody knows what became, goes with it. What was refused goes alone: the others of its request may have been the reason.
 *
 * @example
 * again(uploads, ['a'])
 */
export function again<U extends Upload>(uploads: Uploads<U>, keys: readonly string[]): Uploads<U> {
  const named = new Set(keys)
  const batches = new Set(uploads.list.filter(({ key, batch }) => batch !== null && named.has(key)).map(({ batch }) => batch))
  const due = uploads.list
    .filter(({ key, batch, status }) => (named.has(key) || batches.has(batch)) && (status === 'failed' || status === 'aborted'))
    .map(({ key }) => key)
  if (due.length === 0) return uploads
  return changed(round(uploads), due, (one) => ({
    ...one,
    status: 'queued',
    passes: one.passes + 1,
    group: one.unsure ? one.group : null,
  }))
}

/** Takes files that are over off the list. */
export function removed<U extends Upload>({ list, gone }: Uploads<U>, keys: readonly string[]): Uploads<U> {
  const named = new Set(keys)
  const off = new Set(list.filter(({ key, status }) => named.has(key) && !isOpen(status)))
  return { list: list.filter((one) => !off.has(one)), gone: [...off].reduce((sum, { size, passes }) => sum + size * passes, gone) }
}

/**
 * How far all of it is.
 *
 * @example
 * progressOf(uploads) // { sent: 120, total: 400, part: 0.3, open: 2, done: 1, failed: 0 }
 */
export function progressOf({ list, gone }: Uploads): UploadProgress {
  let [sent, total, open, done, failed] = [gone, gone, 0, 0, 0]
  for (const { size, sent: own, status, passes } of list) {
    total += passes * size
    sent += isOpen(status) ? (passes - 1) * size + own : passes * size
    if (isOpen(status)) open += 1
    else if (status === 'done') done += 1
    else if (status !== 'aborted') failed += 1
  }
  // Files without a byte are no progress until the last of them is through.
  return { sent, total, part: total > 0 ? sent / total : open === 0 && list.length > 0 ? 1 : 0, open, done, failed }
}

/** Where nothing is left to do, nothing that was done is counted any more. */
function round<U extends Upload>(uploads: Uploads<U>): Uploads<U> {
  const { list } = uploads
  return list.some(({ status }) => isOpen(status)) ? uploads : { list: list.map((one) => ({ ...one, passes: 0 })), gone: 0 }
}

function changed<U extends Upload>(uploads: Uploads<U>, keys: readonly string[], change: (one: U) => U): Uploads<U> {
  if (keys.length === 0) return uploads
  const named = new Set(keys)
  return { ...uploads, list: uploads.list.map((one) => (named.has(one.key) ? change(one) : one)) }
}
