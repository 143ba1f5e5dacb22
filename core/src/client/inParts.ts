import type { Operation } from '../declare/index.ts'
import { BlockstateError, isBlockstateError } from '../wire/error.ts'
import { failureOf } from '../wire/failure.ts'
import { isObject } from '../wire/json.ts'
import { namedIn } from '../wire/request.ts'
import type { Fields } from '../wire/request.ts'
import { retryDelay } from '../wire/retry.ts'
import { bytesTransport } from './bytesTransport.ts'
import { perform } from './call.ts'
import type { Client } from './createClient.ts'
import { orAborted } from './orAborted.ts'
import { pause, signalOf, toError } from './send.ts'
import type { PartRequest, PartUpload } from './uploadRequest.ts'
import { shownRow } from './uploadRow.ts'

/** The operations that a file in parts goes by. */
export interface PartRoutes {
  /** Answers `upload_id` and `presigned_urls`, an address for each part. */
  readonly begin: Operation
  /** Answers the same, and the `parts` that are there, each with its `part_number`, `etag` and `size`; `public_url` when they are put together. */
  readonly standing: Operation
  /** Puts them together. Answers `public_url`, by which the file is registered. */
  readonly complete: Operation
}

/** 8 MB a part: S3 takes none below 5, and of a lost one no more than this is sent again. */
const PART = 8 * 1024 * 1024

/** Where a file is that goes in parts. */
interface Standing {
  readonly id: string
  readonly addresses: readonly string[]
  /** What names each part that is there, by its number from 1, and its size. */
  readonly here: ReadonlyMap<number, { readonly etag: string; readonly size: number }>
  readonly url: string | null
}

/**
 * Sends large files in parts, each by itself: a cut connection costs one of them. When a file is tried again the server is asked what it has,
 * and only the rest is sent.
 *
 * @param size bytes of a part. Default 8 MB
 * @param from bytes from which on a file goes in parts. Default two parts
 *
 * @example
 * const parts = inParts({ begin: multipartPresignUpload, standing: getMultipartUpload, complete: multipartCompleteUpload })
 * const $files = upload(client, uploadFile, { unique_id }, { parts })
 */
export function inParts(
  routes: PartRoutes,
  { size = PART, from = 2 * size }: { readonly size?: number; readonly from?: number } = {},
): PartUpload {
  return { from, send: (client, request) => sendInParts(routes, size, client, request) }
}

async function sendInParts(
  { begin, standing, complete }: PartRoutes,
  size: number,
  client: Client,
  { operation, input, file, row, id, signal, send, told, begun, began }: PartRequest,
): Promise<unknown> {
  const place = Object.fromEntries(Object.entries(input).filter(([name]) => namedIn(begin.path, name)))
  const ask = (asked: Operation, more: Fields): Promise<unknown> =>
    perform(client, asked, { ...place, ...more }, { signal }).then(({ value }) => value)
  const count = Math.max(1, Math.ceil(file.size / size))
  const left = begun === undefined ? null : await leftOf(ask(standing, { upload_id: begun }))
  const now = left?.addresses.length === count ? left : readStanding(await ask(begin, { filename: file.name, part_count: count }))
  began(now.id)

  const etags: string[] = []
  let sent = [...now.here.values()].reduce((sum, part) => sum + part.size, 0)
  if (now.url === null) told(sent)
  for (let number = 1; number <= count && now.url === null; number += 1) {
    const known = now.here.get(number)
    const part = file.slice((number - 1) * size, number * size)
    const before = sent
    etags.push(
      known?.etag ??
        (await put(client, now.addresses[number - 1] ?? '', part, {
          signal,
          send,
          told: (bytes) => told(before + Math.min(part.size, bytes)),
        })),
    )
    if (!known) sent += part.size
  }
  const parts = etags.map((ETag, at) => ({ PartNumber: at + 1, ETag }))
  const url = now.url ?? urlIn(await ask(complete, { filename: file.name, upload_id: now.id, parts }))
  told(file.size)
  const facts = { url, original_name: file.name, file_size: file.size, ...(file.type && { file_type: file.type }) }
  const known = { ...operation.declared.body }
  const registered = Object.fromEntries(Object.entries(facts).filter(([name]) => Object.hasOwn(known, name)))
  return (await perform(client, operation, { ...registered, ...input }, { shown: shownRow(row), signal, idempotencyKey: id })).value
}

/** What is there of an earlier try; `null` where the server does not know it any more. */
async function leftOf(asked: Promise<unknown>): Promise<Standing | null> {
  try {
    return readStanding(await asked)
  } catch (reason) {
    if (isBlockstateError(reason) && reason.code === 'not_found') return null
    throw reason
  }
}

/** Puts one part at its address, with none of the API's headers, as often as the rules for what may be repeated allow. */
async function put(
  client: Client,
  url: string,
  part: Blob,
  { signal: given, send, told }: Pick<PartRequest, 'signal' | 'send' | 'told'>,
): Promise<string> {
  const { gate, platform, attempts, timeout } = client
  const signal = signalOf(client, given, true)
  const transport = bytesTransport(client, send, told)
  for (let attempt = 1; ; attempt += 1) {
    const leave = await orAborted(signal, gate.enter('write', signal))
    try {
      return await transport({ method: 'PUT', url, headers: {}, body: part }, { bearer: null, signal, timeout }, async (head, response) => {
        if (head.status >= 300) throw failureOf('PUT of a part', head, await response.text(), platform.now())
        const etag = head.header('etag')
        if (etag !== null) return etag
        throw new BlockstateError('protocol', 'PUT of a part answered without an ETag; the storage must expose that header to the page.')
      })
    } catch (reason) {
      const error = toError(reason, 'PUT of a part')
      const wait = retryDelay(error, { method: 'GET', attempt, attempts, random: platform.random })
      if (wait === null || signal.aborted) throw error
      await pause(client, wait, signal)
    } finally {
      leave()
    }
  }
}

function readStanding(value: unknown): Standing {
  const { upload_id: id, presigned_urls: urls, parts, public_url: url } = isObject(value) ? value : {}
  if (typeof id !== 'string' || !Array.isArray(urls))
    throw new BlockstateError('protocol', 'The answer that begins an upload in parts has no upload_id or no presigned_urls.')
  const here = (Array.isArray(parts) ? parts.filter(isObject) : []).map(
    ({ part_number, etag, size }) => [Number(part_number), { etag: String(etag), size: Number(size) }] as const,
  )
  return { id, addresses: urls.map(String), here: new Map(here), url: typeof url === 'string' ? url : null }
}

function urlIn(value: unknown): string {
  const { public_url: url } = isObject(value) ? value : {}
  if (typeof url === 'string') return url
  throw new BlockstateError('protocol', 'The answer that puts parts together has no public_url.')
}
