import { isResource } from '../declare/index.ts'
import type { Operation, Shape } from '../declare/index.ts'
import { addressOf, fillPath } from './address.ts'
import type { Addresses } from './address.ts'
import { BlockstateError } from './error.ts'
import { isObject } from './json.ts'

/** A request as data: nothing is sent, no token is in it. */
export interface WireRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** JSON, or a form where a file is among what is written; bytes where nothing but they are asked for. */
  readonly body: string | FormData | Blob | undefined
}

export type Fields = Readonly<Record<string, unknown>>

/**
 * Turns an operation and its flat input into a request.
 *
 * Path parameters are escaped one by one, query values sent as text (lists joined by commas, maps as `filter[name]=`), the body
 * wrapped in its root where it has one, constants filled in, server-written fields left out. A body that holds a file goes out as a form.
 * Throws `invalid_input` for a missing path parameter and for a field the operation does not know: dropping it silently would lose it.
 *
 * @example
 * toRequest(updateEntity, { id: 'e1', name: 'Hall 2' }, 'app', { baseUrl, hosts: {} })
 * // { method: 'PUT', url: '…/jarvis/entities/e1', body: '{"entity":{"name":"Hall 2"}}', … }
 */
export function toRequest(operation: Operation, input: Fields, appId: string, addresses: Addresses): WireRequest {
  const { declared, method, path, route } = operation
  const { query: known = {}, body: written } = declared
  const resource = isResource(written) ? written : undefined
  // What is no resource is a shape.
  const shape = resource ? resource.fields : (written as Shape | undefined)
  const root = declared.root ?? resource?.root
  const { url, dialect } = addressOf(fillPath(operation, input), addresses)
  const query = new URLSearchParams()
  const body: Record<string, unknown> = {}

  for (const [name, value] of Object.entries(input)) {
    if (value === undefined || namedIn(path, name)) continue
    if (Object.hasOwn(known, name)) appendQuery(query, dialect === 'host' && name === 'per_page' ? 'records' : name, value)
    else if (shape && Object.hasOwn(shape, name) && isWritable(shape[name])) body[name] = value
    else throw new BlockstateError('invalid_input', `${route}: there is no field '${name}' to write; remove it or correct its name.`)
  }
  for (const name in shape) if (isConstant(shape[name])) body[name] = String(shape[name]).slice(1)
  const form = Object.values(body).some(hasFile)

  return {
    method,
    url: query.size ? `${url}?${query}` : url,
    headers: {
      accept: declared.streams ? 'text/event-stream, application/json' : 'application/json',
      [dialect === 'host' ? 'AppId' : 'app-id']: appId,
      // Of a form only the platform can tell the type: the boundary stands in it.
      ...(shape && !form && { 'content-type': 'application/json' }),
    },
    body: form ? toForm(body, root) : shape && JSON.stringify(root ? { [root]: body } : body),
  }
}

/** Is the name one of the path's parameters? */
export function namedIn(path: string, name: string): boolean {
  return path.split('/').includes(`:${name}`)
}

function isConstant(field: unknown): boolean {
  return typeof field === 'string' && field[0] === '='
}

/** Only the server writes `!` fields; a constant is ours to fill in, not the caller's. */
export function isWritable(field: unknown): boolean {
  return !isConstant(field) && !/!\??$/.test(String(field))
}

function hasFile(value: unknown): boolean {
  return value instanceof Blob || (Array.isArray(value) && value.some(hasFile))
}

/** A list of files is one part each, under its name with `[]`; what is no text goes out as JSON. */
function toForm(body: Fields, root: string | undefined): FormData {
  const form = new FormData()
  for (const name in body) {
    const value = body[name]
    const key = root ? `${root}[${name}]` : name
    if (value instanceof Blob) form.append(key, value)
    else if (hasFile(value))
      for (const file of value as Blob[]) form.append(`${key}[]`, file) // as it was declared: `file[]`
    else form.append(key, typeof value === 'string' ? value : JSON.stringify(value))
  }
  return form
}

function appendQuery(query: URLSearchParams, name: string, value: unknown): void {
  if (value == null) return
  if (isObject(value)) for (const key in value) appendQuery(query, `${name}[${key}]`, value[key])
  else query.append(name, String(value)) // a list is joined by commas
}
