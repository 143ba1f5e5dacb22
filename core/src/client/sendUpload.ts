import type { Operation } from '../declare/index.ts'
import { BlockstateError, isBlockstateError } from '../wire/error.ts'
import { isObject } from '../wire/json.ts'
import type { Fields } from '../wire/request.ts'
import { bytesTransport } from './bytesTransport.ts'
import { perform } from './call.ts'
import type { Client } from './createClient.ts'
import { makeStale } from './makeStale.ts'
import type { Transport } from './transport.ts'
import type { OutgoingFile, UploadRequest } from './uploadRequest.ts'
import { hideUpload, nameUpload, shownRow } from './uploadRow.ts'

/** What became of one file. */
export type UploadOutcome =
  | { readonly key: string; readonly data: unknown; readonly error?: undefined }
  | { readonly key: string; readonly data?: undefined; readonly error: BlockstateError }

/** The server has a file of the same name, size and type in this place. */
const DUPLICATE = 'uf754321'

/**
 * Sends files in one request, by the rules of every write: token, gate, second tries. Answers what became of each; rejects where that is the
 * same for all, as {@link perform} does.
 *
 * That there is such a file already is what was asked for where an earlier try may have brought it.
 *
 * @example
 * const [outcome] = await sendUpload(client, { operation: uploadFile, input, files: [one], id, signal, send, told })
 */
export async function sendUpload(client: Client, request: UploadRequest): Promise<readonly UploadOutcome[]> {
  const { operation, input, files, id, signal, send, told, parts, begun, began = () => {} } = request
  const field = fileField(operation)
  let lost = false
  let ticket = 0
  const bytes = bytesTransport(client, send, told)
  const transport: Transport = (...exchange) => {
    ticket = client.entities.begin()
    return bytes(...exchange).catch((reason: unknown) => {
      lost ||= isBlockstateError(reason) && isUnsure(reason)
      throw reason
    })
  }
  const arrived = (one: OutgoingFile): UploadOutcome => {
    hideUpload(client, one)
    makeStale(client, operation, input)
    return { key: one.key, data: undefined }
  }
  const sending = { ...client, transport }
  const all = files.map(({ file }) => file)
  const [only] = files
  if (only && !field.many) {
    const whole = async (): Promise<unknown> => {
      const options = { shown: shownRow(only), signal, idempotencyKey: id }
      return (await perform(sending, operation, { ...input, [field.name]: only.file }, options)).value
    }
    // The requests around the parts are small, and tell nobody of their bytes.
    const { file } = only
    const sent = parts ? parts.send(client, { operation, input, file, row: only, id, signal, send, told, begun, began }) : whole()
    return sent.then(
      (data) => [{ key: only.key, data }],
      (reason: unknown) => {
        const known = isBlockstateError(reason) && reason.errors.some(({ code }) => code === DUPLICATE)
        if (known && (lost || only.unsure)) return [arrived(only)]
        throw reason
      },
    )
  }
  const { value } = await perform(sending, operation, { ...input, [field.name]: all }, { signal, idempotencyKey: id })
  const results = resultsOf(operation, value, files.length)
  const outcomeOf = (one: OutgoingFile, at: number): UploadOutcome => {
    const { status, file_unique_id: named, code, detail } = results[at] ?? {}
    if (status === 'stored') {
      if (typeof named === 'string') nameUpload(client, one, named, ticket)
      return { key: one.key, data: client.entities.seen(one.key) ?? undefined }
    }
    if (code === DUPLICATE && (lost || one.unsure)) return arrived(one)
    return { key: one.key, error: refusal(operation, one.file, code, detail) }
  }
  let outcomes: readonly UploadOutcome[] = []
  client.entities.batch(() => {
    outcomes = files.map(outcomeOf)
  })
  return outcomes
}

/**
 * The field of an operation that takes the file, or many of them.
 *
 * Throws `invalid_input` for an operation that takes none.
 *
 * @example
 * fileField(uploadFile) // { name: 'file', many: false }
 */
export function fileField({ route, declared }: Operation): { readonly name: string; readonly many: boolean } {
  for (const [name, word] of Object.entries(declared.body ?? {}))
    if (/^file(\[\])?\??$/.test(String(word))) return { name, many: /\[/.test(word) }
  throw new BlockstateError('invalid_input', `${route} takes no file: none of its fields is declared as one.`)
}

/**
 * Does an error leave open whether the request did what it asked for?
 *
 * @example
 * isUnsure(new BlockstateError('network', 'cut')) // true
 */
export function isUnsure({ code }: BlockstateError): boolean {
  return /^(network|timeout|server|protocol)$/.test(code)
}

/** What the answer says of each file, in the order they were sent. */
function resultsOf({ route }: Operation, value: unknown, count: number): readonly Fields[] {
  const told: unknown = isObject(value) ? value['results'] : undefined
  const results = Array.isArray(told) ? told.filter(isObject) : []
  if (results.length === count) return results
  throw new BlockstateError('protocol', `${route} told of ${results.length} files of the ${count} that were sent.`)
}

function refusal({ route }: Operation, { name }: File, code: unknown, detail: unknown): BlockstateError {
  const said = typeof detail === 'string' ? detail : null
  return new BlockstateError(code === DUPLICATE ? 'conflict' : 'invalid', `${route} refused ${name}${said === null ? '' : `: ${said}`}`, {
    status: 200,
    errors: [{ status: null, code: typeof code === 'string' ? code : null, title: null, detail: said, source: null }],
  })
}
