import { isResource } from '../declare/index.ts'
import type { Operation } from '../declare/index.ts'
import { BlockstateError } from './error.ts'
import { failureOf, readErrors, titleOf } from './failure.ts'
import type { AnswerHead } from './failure.ts'
import { idOf, isObject, objectOf, parseJson } from './json.ts'
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
  const body = parseJson(text)
  const { data = body, included: beside } = objectOf(body)
  // Errors beside data that says something are a remark; beside none they are the answer.
  const told = data !== body && Object.keys(data ?? {}).length > 0
  if (status < 200 || status >= 300 || (!told && readErrors(body).length > 0)) throw failureOf(route, head, text, now)
  if (body === undefined && (returns || text.trim()))
    refuse(/^\s*</.test(text) ? `a web page (${titleOf(text)})` : text.trim() ? 'no JSON' : 'an empty body')
  if (!returns) return { records: null, included: [], value: undefined, body }

  // A record's own type is spelt in camel case now and then: `UserAvatar` for what we declare as `user_avatar`.
  const typeOf = (row: unknown): string =>
    String(objectOf(row)['type'])
      .replace(/(?<=[a-z0-9])[A-Z]/g, '_$&')
      .toLowerCase()
  const included = [beside].flat().flatMap((row) => recordOf(row, typeOf(row), 'unique_id') ?? [])
  // The tuple [Resource] is told from a shape by being a list.
  const list = Array.isArray(returns)
  const [declared] = [returns].flat()
  if (!isResource(declared)) return isObject(data) ? { records: null, included, value: plainOf(data), body } : refuse('no object')
  if (list !== Array.isArray(data)) refuse(list ? 'no list' : 'a list')
  const { type, id } = declared
  const records = [data].flat().map((row, index) => recordOf(row, type, id) ?? refuse(`no ${type} with an id in row ${index + 1}`))
  const items = records.map(({ fields }) => fields)
  const page = query && 'page' in query ? { items, ...readPage(body, asked, items.length) } : items
  return { records, included, value: list ? page : items[0], body }
}

/** Attributes and relationships as one record; `null` where nothing names it. */
function recordOf(row: unknown, type: string, idField: string): WireRecord | null {
  const whole = objectOf(row)
  const fields = plainOf(whole)
  const id = idOf(fields[idField] ?? fields['unique_id'] ?? whole['id'])
  return id ? { type, id, fields: { ...fields, unique_id: String(fields['unique_id'] ?? id) } } : null
}

/** A resource's attributes, its relationships as `{ type, id }` under their names; or a plain object as it is. */
function plainOf(data: Record<string, unknown>): Fields {
  const { attributes, relationships } = data
  if (!isObject(attributes)) return 'type' in data && 'id' in data && Object.keys(data).length < 4 ? {} : data
  const links = Object.entries(objectOf(relationships)).map(([name, link]) => [name, objectOf(link)['data'] ?? null])
  // fromEntries and spread define what they are given: an own `__proto__` stays an ordinary field.
  return { ...Object.fromEntries(links), ...attributes }
}
