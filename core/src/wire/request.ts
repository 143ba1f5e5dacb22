import { isResource } from '../declare/index.ts'
import type { Operation, Shape } from '../declare/index.ts'
import { addressOf, fillPath } from './address.ts'
import type { Addresses } from './address.ts'
import { BlockstateError } from './error.ts'

/** A request as data: nothing is sent, no token is in it. */
export interface WireRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

export type Fields = Readonly<Record<string, unknown>>

/** The shape a body's fields come from, whichever way it was declared. */
function bodyShape(operation: Operation): Shape | undefined {
  const { body } = operation.declared
  return isResource(body) ? body.fields : body
}

/**
 * Turns an operation and its flat input into a request.
 *
 * Path parameters are escaped one by one, query values sent as text (lists joined by commas, maps as `filter[name]=`), the body
 * wrapped in its root where it has one, constants filled in, server-written fields left out.
 * Throws `invalid_input` for a missing path parameter and for a field the operation does not know: dropping it silently would lose it.
 *
 * @example
 * toRequest(updateEntity, { id: 'e1', name: 'Hall 2' }, 'app', { baseUrl, hosts: {} })
 * // { method: 'PUT', url: '…/jarvis/entities/e1', body: '{"entity":{"name":"Hall 2"}}', … }
 */
export function toRequest(operation: Operation, input: Fields, appId: string, addresses: Addresses): WireRequest {
  const { declared, method, path, route } = operation
  const shape = bodyShape(operation)
  const query = new URLSearchParams()
  const body: Record<string, unknown> = {}
  const { url, dialect } = addressOf(fillPath(operation, input), addresses)
  const inPath = new Set(path.match(/:\w+/g))

  for (const [name, value] of Object.entries(input)) {
    if (inPath.has(`:${name}`) || value === undefined) continue
    if (declared.query && Object.hasOwn(declared.query, name)) {
      appendQuery(query, dialect === 'host' && name === 'per_page' ? 'records' : name, value)
    } else if (shape && Object.hasOwn(shape, name) && isWritable(shape[name])) {
      body[name] = value
    } else {
      throw new BlockstateError('invalid_input', `${route}: there is no field '${name}' to write; remove it or correct its name.`)
    }
  }
  for (const name in shape) {
    const word = shape[name]
    if (typeof word === 'string' && word[0] === '=') body[name] = word.slice(1)
  }

  const root = declared.root ?? (isResource(declared.body) ? declared.body.root : undefined)
  const search = query.toString()
  return {
    method,
    url: search ? `${url}?${search}` : url,
    headers: {
      accept: declared.streams ? 'text/event-stream, application/json' : 'application/json',
      [dialect === 'host' ? 'AppId' : 'app-id']: appId,
      ...(shape && { 'content-type': 'application/json' }),
    },
    body: shape && JSON.stringify(root ? { [root]: body } : body),
  }
}

/** Only the server writes `!` fields; a constant is ours to fill in, not the caller's. */
export function isWritable(field: unknown): boolean {
  return typeof field !== 'string' || (field[0] !== '=' && !/!\??$/.test(field))
}

function appendQuery(query: URLSearchParams, name: string, value: unknown): void {
  if (value === undefined || value === null) return
  if (Array.isArray(value)) query.append(name, value.join(','))
  else if (typeof value === 'object') for (const [key, entry] of Object.entries(value)) appendQuery(query, `${name}[${key}]`, entry)
  else query.append(name, String(value))
}
