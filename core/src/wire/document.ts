import { isResource } from '../declare/index.ts'
import type { Operation, Resource } from '../declare/index.ts'
import { BlockstateError } from './error.ts'
import { failureOf, readErrors, titleOf } from './failure.ts'
import type { AnswerHead } from './failure.ts'
import { isObject, parseJson } from './json.ts'
import { readPage } from './page.ts'
import type { Fields } from './request.ts'

/** A record as an answer tells it: possibly not all of its fields. */
export interface WireRecord {
  readonly type: string
  /** The attribute that names it, else `unique_id`, else `id`. */
  readonly id: string
  readonly fields: Fields
}

/** What an answer says, before anything is stored. */
export interface Answer {
  /** The records it is about, in its order; `null` where the operation answers no records. */
  readonly records: readonly WireRecord[] | null
  /** Records told beside them. */
  readonly included: readonly WireRecord[]
  /** The operation's output as declared, its records as told. */
  readonly value: unknown
  /** The whole body, for those who need what no declaration says (where tokens sit). */
  readonly body: unknown
}

/**
 * Reads an answer as its operation declared it.
 *
 * Understands JSON:API and its variants: attributes under `data.attributes` or flat, relationships as identifiers, a bare list,
 * a plain object under `data` or at the top. An id is known by (declared type, identifying attribute): the wire's own type strings
 * are spelt in four ways and never compared. A row that names itself but tells nothing is a record without news.
 *
 * Throws `protocol` for what cannot be read (HTML, garbage, an empty body, a row without identity): never an empty list that looks
 * like "nothing there". Throws the answer's own error for a refusal, also one sent with status 200.
 *
 * @param asked page and rows a page, as asked for
 * @param now milliseconds, for `Retry-After` dates
 *
 * @example
 * readAnswer(getEntity, { status: 200, header }, '{"data":{"id":"e1","type":"entity","attributes":{…}}}', {}, now).value
 */
export function readAnswer(
  { route, declared: { returns, query } }: Operation,
  head: AnswerHead,
  text: string,
  asked: { page?: number; perPage?: number },
  now: number,
): Answer {
  const { status, header } = head
  const refuse = (found: string): never => {
    throw new BlockstateError('protocol', `${route} answered ${status} with ${found}. Check that the address is the API's own.`, {
      status,
      requestId: header('x-request-id'),
    })
  }
  const empty = text.trim() === ''
  const body = parseJson(text)
  const wrapped = isObject(body) && 'data' in body
  // Errors beside data that says something are a remark; beside none they are the answer.
  const told = wrapped && Object.keys(body['data'] ?? {}).length > 0
  if (status < 200 || status >= 300 || (!told && readErrors(body).length > 0)) throw failureOf(route, head, text, now)
  if (body === undefined && (returns || !empty))
    refuse(empty ? 'an empty body' : /^\s*</.test(text) ? `a web page (${titleOf(text)})` : 'no JSON')
  if (!returns) return { records: null, included: [], value: undefined, body }

  const data = wrapped ? body['data'] : body
  const beside = isObject(body) && Array.isArray(body['included']) ? body['included'] : []
  const included = beside.flatMap((row) => (isObject(row) && recordOf(row, snake(row['type']), 'unique_id')) || [])
  const answer = { included, body }
  // The tuple [Resource] is told from a shape by being a list.
  if (Array.isArray(returns)) {
    if (!Array.isArray(data)) return refuse('no list')
    const { type, id } = returns[0] as Resource
    const records = data.map((row, index) => recordOf(row, type, id) ?? refuse(`a row (number ${index + 1}) that has no id`))
    const items = records.map(({ fields }) => fields)
    return { ...answer, records, value: query && 'page' in query ? { items, ...readPage(body, asked, items.length) } : items }
  }
  if (isResource(returns)) {
    const record = recordOf(data, returns.type, returns.id) ?? refuse(`no ${returns.type}`)
    return { ...answer, records: [record], value: record.fields }
  }
  return isObject(data) ? { ...answer, records: null, value: plainOf(data) } : refuse('no object')
}

/** Attributes and relationships as one record; `null` where nothing names it. */
function recordOf(row: unknown, type: string, idField: string): WireRecord | null {
  if (!isObject(row)) return null
  const fields = plainOf(row)
  const id = fields[idField] ?? fields['unique_id'] ?? row['id']
  if ((typeof id !== 'string' && typeof id !== 'number') || id === '') return null
  const named = typeof fields['unique_id'] === 'string' ? fields : { ...fields, unique_id: String(fields['unique_id'] ?? id) }
  return { type, id: String(id), fields: named }
}

/** A resource's attributes, its relationships as `{ type, id }` under their names; or a plain object as it is. */
function plainOf(data: Record<string, unknown>): Fields {
  const { attributes, relationships, type, id } = data
  if (!isObject(attributes)) return type !== undefined && id !== undefined && Object.keys(data).length < 4 ? {} : data
  if (!isObject(relationships)) return attributes
  const links = Object.entries(relationships)
  // fromEntries and spread define what they are given: an own `__proto__` stays an ordinary field.
  return { ...Object.fromEntries(links.map(([name, link]) => [name, isObject(link) ? (link['data'] ?? null) : null])), ...attributes }
}

/** `UserAvatar` as `user_avatar`: the spelling our resources are declared in. */
function snake(type: unknown): string {
  return String(type)
    .replace(/(?<=[a-z0-9])[A-Z]/g, '_$&')
    .toLowerCase()
}
