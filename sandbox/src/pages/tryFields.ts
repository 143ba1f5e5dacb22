import { fieldKind, isResource, pathNames } from '@blockstate/core/describe'
import type { Field, FieldKind, Operation, ReadWord, Shape } from '@blockstate/core/describe'

/** One field of a form in which an operation is tried. */
export interface TryField {
  readonly name: string
  readonly place: 'path' | 'query' | 'body'
  readonly required: boolean
  /** What may be written, in a few words. */
  readonly hint: string
  readonly control: Control
}

/** What one writes into, and how that is read: `lines` is a value a line, `json` anything. */
export type Control =
  | { readonly kind: 'input'; readonly type: string; readonly read: 'text' | 'number' | 'file' | 'files' }
  | { readonly kind: 'select'; readonly choices: readonly string[]; readonly read: 'text' | 'boolean' }
  | { readonly kind: 'boxes'; readonly choices: readonly string[]; readonly read: 'boxes' }
  | { readonly kind: 'area'; readonly read: 'json' | 'lines' | 'numbers' }
  | { readonly kind: 'fixed'; readonly value: string; readonly read: 'text' }

const text: Control = { kind: 'input', type: 'text', read: 'text' }
const json: Control = { kind: 'area', read: 'json' }
const numeric = new Set(['integer', 'number', 'decimal'])
/** Inputs whose value is the word's own text. A point in time is not among them: the browser's has no zone. */
const typed: Readonly<Record<string, string>> = { email: 'email', url: 'url', date: 'date', time: 'time' }

/**
 * The fields in which an operation is tried: the path's parameters, then the query, then the body, as they are declared.
 *
 * Fields that only the server writes are left out; a `PUT` or `PATCH` of a resource requires none of its fields.
 *
 * @example
 * tryFields(login).map(({ name, required }) => [name, required]) // [['email', true], ['password', true]]
 */
export function tryFields({ path, method, declared: { query = {}, body = {} } }: Operation): TryField[] {
  const named = pathNames(path)
  const partial = isResource(body) && (method === 'PUT' || method === 'PATCH')
  const written: Shape = isResource(body) ? body.fields : body
  return [
    ...named.map((name): TryField => ({ name, place: 'path', required: true, hint: 'part of the address', control: text })),
    ...fieldsOf(query, 'query', false),
    ...fieldsOf(written, 'body', partial).filter(({ name }) => !named.includes(name)),
  ]
}

function fieldsOf(shape: Shape, place: TryField['place'], partial: boolean): TryField[] {
  return Object.entries(shape).flatMap(([name, field]): TryField[] => {
    const read = fieldKind(field)
    if (read.kind === 'word' && read.word.serverWritten) return []
    return [{ name, place, required: !partial && !read.optional, hint: hintOf(field, read), control: controlOf(read) }]
  })
}

function controlOf(read: FieldKind): Control {
  return read.kind === 'word' ? wordControl(read.word) : json
}

function wordControl({ core, many }: ReadWord): Control {
  if (core.kind === 'constant') return { kind: 'fixed', value: core.value, read: 'text' }
  if (many === 'map') return json
  const isList = many === 'list'
  if (core.kind === 'choice')
    return isList ? { kind: 'boxes', choices: core.choices, read: 'boxes' } : { kind: 'select', choices: core.choices, read: 'text' }
  const { scalar } = core
  if (scalar === 'file') return { kind: 'input', type: 'file', read: isList ? 'files' : 'file' }
  if (scalar === 'json' || scalar === 'ref') return json
  if (isList) return { kind: 'area', read: numeric.has(scalar) ? 'numbers' : 'lines' }
  if (scalar === 'boolean') return { kind: 'select', choices: ['true', 'false'], read: 'boolean' }
  if (numeric.has(scalar)) return { kind: 'input', type: 'number', read: 'number' }
  return { kind: 'input', type: typed[scalar] ?? 'text', read: 'text' }
}

function hintOf(field: Field, read: FieldKind): string {
  if (read.kind !== 'word') return `JSON: ${JSON.stringify(field)}`
  const { core, many, nullable } = read.word
  if (core.kind !== 'scalar') return core.kind === 'constant' ? 'always this' : many === 'list' ? 'any of these' : 'one of these'
  const one = core.scalar === 'timestamp' ? '2026-01-31T12:00:00Z' : core.scalar
  const all = many === 'list' && core.scalar !== 'file' ? `${one}, one a line` : many === 'map' ? `JSON, a map of ${one}` : one
  return nullable ? `${all}, or null` : all
}
