import { isResource } from '../declare/index.ts'
import type { Field, Operation, Resource, Scalar, Shape } from '../declare/index.ts'
import { fieldKind } from './fieldKind.ts'
import type { ReadWord, WordCore } from './readWord.ts'

/** JSON Schema 2020-12, as much of it as the notation needs. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly (string | null)[]
  readonly const?: string
  readonly items?: JsonSchema
  readonly properties?: { readonly [name: string]: JsonSchema }
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
  readonly description?: string
  readonly contentEncoding?: string
}

const scalarSchemas: { readonly [S in Scalar]: JsonSchema } = {
  string: { type: 'string' },
  email: { type: 'string', format: 'email' },
  url: { type: 'string', format: 'uri' },
  uuid: { type: 'string', format: 'uuid' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  decimal: { type: 'number' },
  boolean: { type: 'boolean' },
  timestamp: { type: 'string', format: 'date-time' },
  date: { type: 'string', format: 'date' },
  time: { type: 'string', format: 'time' },
  json: {},
  file: { type: 'string', contentEncoding: 'base64' },
  ref: {
    type: 'object',
    properties: { type: { type: 'string' }, id: { type: 'string' } },
    required: ['type', 'id'],
    additionalProperties: false,
  },
}

/**
 * The JSON Schema of what a caller gives an operation: path, query and body in one flat object, as in `Input`.
 *
 * Fields that only the server writes and constants are left out: callers cannot give them. The path wins where the body has the same name.
 *
 * @example
 * inputSchema(login).required // ['email', 'password']
 */
export function inputSchema(operation: Operation): JsonSchema {
  const { about, query, body } = operation.declared
  const partial = body !== undefined && isResource(body) && (operation.method === 'PUT' || operation.method === 'PATCH')
  const path: Shape = Object.fromEntries(pathNames(operation.path).map((name) => [name, 'string']))
  const written = body === undefined ? objectSchema({}) : objectSchema(isResource(body) ? body.fields : body)
  const asked = objectSchema(query ?? {})
  const placed = objectSchema(path)
  return {
    type: 'object',
    description: about,
    properties: { ...asked.properties, ...written.properties, ...placed.properties },
    required: [...new Set([...(placed.required ?? []), ...(asked.required ?? []), ...(partial ? [] : (written.required ?? []))])],
    additionalProperties: false,
  }
}

/**
 * The names of the path's parameters, in order.
 *
 * @example
 * pathNames('jarvis/entities/:id/contexts/:context_id') // ['id', 'context_id']
 */
export function pathNames(path: string): string[] {
  return path.split('/').flatMap((segment) => (segment.startsWith(':') ? [segment.slice(1)] : []))
}

function objectSchema(shape: Shape): JsonSchema {
  const fields = Object.entries(shape).map(([name, field]) => ({ name, field, read: fieldKind(field) }))
  const writable = fields.filter(({ read }) => read.kind !== 'word' || !(read.word.serverWritten || read.word.core.kind === 'constant'))
  return {
    type: 'object',
    properties: Object.fromEntries(writable.map(({ name, field }) => [name, fieldSchema(field)])),
    required: writable.filter(({ read }) => !read.optional).map(({ name }) => name),
    additionalProperties: false,
  }
}

function fieldSchema(field: Field | Resource): JsonSchema {
  const read = fieldKind(field)
  if (read.kind === 'word') return wordSchema(read.word)
  if (read.kind === 'shape') return objectSchema(read.shape)
  if (read.kind === 'resource') return objectSchema(read.resource.fields)
  return { type: 'array', items: fieldSchema(read.item) }
}

function wordSchema({ core, many, nullable }: ReadWord): JsonSchema {
  const one = coreSchema(core)
  if (many === 'one') return nullable ? orNull(one) : one
  const schema: JsonSchema = many === 'list' ? { type: 'array', items: one } : { type: 'object', additionalProperties: one }
  return nullable ? orNull(schema) : schema
}

function coreSchema(core: WordCore): JsonSchema {
  if (core.kind === 'scalar') return scalarSchemas[core.scalar]
  if (core.kind === 'constant') return { type: 'string', const: core.value }
  return { type: 'string', enum: core.choices }
}

function orNull(schema: JsonSchema): JsonSchema {
  if (typeof schema.type !== 'string') return schema // no type: anything goes already, null included
  const type = [schema.type, 'null']
  return schema.enum === undefined ? { ...schema, type } : { ...schema, type, enum: [...schema.enum, null] }
}
