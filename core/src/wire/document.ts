import { isResource } from '../declare/index.ts'
import type { Operation, Page, Resource } from '../declare/index.ts'
import { BlockstateError } from './error.ts'
import { failureOf, isObject, readErrors } from './failure.ts'
import type { AnswerHead } from './failure.ts'
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
  operation: Operation,
  head: AnswerHead,
  text: string,
  asked: { page?: number; perPage?: number },
  now: number,
): Answer {
  const { route, declared } = operation
  if (head.status < 200 || head.status >= 300) throw failureOf(route, head, text, now)
  const { returns } = declared
  if (text.trim() === '') {
    if (returns) throw unreadable(operation, head, 'with an empty body')
    return { records: null, included: [], value: undefined, body: undefined }
  }
  const body = parse(operation, head, text)
  // A refusal sent with status 200 is a refusal all the same.
  if (isObject(body) && !('data' in body) && readErrors(body).length > 0) throw failureOf(route, head, text, now)
  if (!returns) return { records: null, included: [], value: undefined, body }

  const data = isObject(body) && 'data' in body ? body['data'] : body
  const included = isObject(body) && Array.isArray(body['included']) ? body['included'] : []
  const beside = included.flatMap((entry) => recordOf(entry, isObject(entry) ? snake(String(entry['type'])) : '', 'unique_id') ?? [])
  if (!isList(returns) && !isResource(returns)) {
    if (!isObject(data)) throw unreadable(operation, head, 'without an object')
    return { records: null, included: beside, value: plainOf(data), body }
  }
  const resource = isList(returns) ? returns[0] : returns
  const rows: unknown[] = isList(returns) ? (Array.isArray(data) ? data : []) : [data]
  if (isList(returns) && !Array.isArray(data)) throw unreadable(operation, head, 'without a list')
  const records = rows.map((row, index) => {
    const record = recordOf(row, resource.type, resource.id)
    if (!record) throw unreadable(operation, head, isList(returns) ? `with a row (number ${index + 1}) that has no id` : `without a ${resource.type}`)
    return record
  })
  const items = records.map((record) => record.fields)
  const paged = isList(returns) && declared.query && 'page' in declared.query
  const value = paged ? ({ items, ...readPage(body, asked, items.length) } satisfies Page<Fields>) : isList(returns) ? items : items[0]
  return { records, included: beside, value, body }
}

// The tuple [Resource] is told from a shape by being a list.
function isList(returns: unknown): returns is readonly [Resource] {
  return Array.isArray(returns)
}

function parse(operation: Operation, head: AnswerHead, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1]?.trim()
    const found = /^\s*</.test(text) ? `with a web page${title ? ` ("${title}")` : ''}` : 'with something that is not JSON'
    throw unreadable(operation, head, found, cause)
  }
}

function unreadable({ route }: Operation, head: AnswerHead, found: string, cause?: unknown): BlockstateError {
  return new BlockstateError('protocol', `${route} answered ${head.status} ${found}. Check that the address is the API's own.`, {
    status: head.status,
    requestId: head.header('x-request-id'),
    cause,
  })
}

/** Attributes and relationships as one record; `null` where nothing names it. */
function recordOf(row: unknown, type: string, idField: string): WireRecord | null {
  if (!isObject(row)) return null
  const attributes = isObject(row['attributes']) ? row['attributes'] : 'type' in row && 'id' in row ? {} : row
  const named = [attributes[idField], attributes['unique_id'], row['id']].find((value) => typeof value === 'string' || typeof value === 'number')
  if (named === undefined || named === '') return null
  const id = String(named)
  // Spread keeps an own `__proto__` an ordinary field (it defines, it does not assign).
  return { type, id, fields: { ...referencesOf(row['relationships']), ...attributes, unique_id: String(attributes['unique_id'] ?? id) } }
}

function plainOf(data: Record<string, unknown>): Fields {
  return isObject(data['attributes']) ? { ...referencesOf(data['relationships']), ...data['attributes'] } : data
}

/** `{ user: { data: { type, id } } }` as `{ user: { type, id } }`. */
function referencesOf(relationships: unknown): Fields {
  if (!isObject(relationships)) return {}
  return Object.fromEntries(Object.entries(relationships).map(([name, link]) => [name, isObject(link) ? (link['data'] ?? null) : null]))
}

/** `UserAvatar` as `user_avatar`: the spelling our resources are declared in. */
function snake(type: string): string {
  return type.replace(/(?<=[a-z0-9])[A-Z]/g, '_$&').toLowerCase()
}
