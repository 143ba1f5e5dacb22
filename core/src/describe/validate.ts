import type { Field, Resource, Shape } from '../declare/index.ts'
import { fieldKind } from './fieldKind.ts'
import { scalarIssue } from './scalarIssue.ts'
import type { ReadWord } from './readWord.ts'

/** What is wrong, and where: `path` is a JSON pointer (RFC 6901) into the value, `''` for the value itself. */
export interface Issue {
  readonly path: string
  readonly message: string
}

export interface ValidateOptions {
  /** `body`: what a caller writes, so server-written fields are refused. `answer`: what the server tells, so they are expected. */
  readonly mode: 'body' | 'answer'
  /** Nothing is required at the top (PUT and PATCH of a resource). Nested shapes are still whole. */
  readonly partial?: boolean
}

/** The attributes that every record may carry besides its declared ones. */
const stamps: Shape = { unique_id: 'string', created_at: 'timestamp?', updated_at: 'timestamp?' }

/**
 * Compares a value with what was declared; an empty list means it fits. Every mistake is told, not only the first.
 *
 * Keys that hold `undefined` count as left out. Throws a `TypeError` only where the declaration itself holds a misspelt word.
 *
 * @example
 * validate({ email: 'email', age: 'integer?' }, { email: 'x', agee: 3 }, { mode: 'body' })
 * // [{ path: '/email', message: 'must be an e-mail address' }, { path: '/agee', message: 'is not a field here' }]
 */
export function validate(field: Field | Resource | readonly [Resource], value: unknown, options: ValidateOptions): Issue[] {
  const issues: Issue[] = []
  check(field, value, '', options, issues)
  return issues
}

function check(
  field: Field | Resource | readonly [Resource],
  value: unknown,
  path: string,
  options: ValidateOptions,
  issues: Issue[],
): void {
  const read = fieldKind(field)
  const whole = path === '' ? options : { mode: options.mode }
  if (read.kind === 'word') checkWord(read.word, value, path, issues)
  else if (read.kind === 'shape') checkShape(read.shape, value, path, whole, issues)
  else if (read.kind === 'resource') checkShape(resourceShape(read.resource, options), value, path, whole, issues)
  else if (!Array.isArray(value)) issues.push({ path, message: 'must be a list' })
  else value.forEach((item, index) => check(read.item, item, `${path}/${index}`, { mode: options.mode }, issues))
}

function resourceShape(resource: Resource, options: ValidateOptions): Shape {
  return options.mode === 'answer' ? { ...stamps, ...resource.fields } : resource.fields
}

function checkShape(shape: Shape, value: unknown, path: string, options: ValidateOptions, issues: Issue[]): void {
  if (!isRecord(value)) return void issues.push({ path, message: 'must be an object' })
  for (const [name, field] of Object.entries(shape)) {
    const at = `${path}/${escapePointer(name)}`
    const given = Object.hasOwn(value, name) ? value[name] : undefined
    const read = fieldKind(field)
    const serverWritten = read.kind === 'word' && read.word.serverWritten
    if (options.mode === 'body' && serverWritten) {
      if (given !== undefined) issues.push({ path: at, message: 'is written by the server only' })
    } else if (given !== undefined) check(field, given, at, { mode: options.mode }, issues)
    else if (!read.optional && options.partial !== true) issues.push({ path: at, message: 'is required' })
  }
  for (const [name, given] of Object.entries(value)) {
    if (given !== undefined && !Object.hasOwn(shape, name))
      issues.push({ path: `${path}/${escapePointer(name)}`, message: 'is not a field here' })
  }
}

function checkWord(word: ReadWord, value: unknown, path: string, issues: Issue[]): void {
  if (value === null && word.nullable) return
  const one = (item: unknown, at: string): void => {
    const message = coreIssue(word, item)
    if (message !== undefined) issues.push({ path: at, message })
  }
  if (word.many === 'one') one(value, path)
  else if (word.many === 'list') {
    if (Array.isArray(value)) value.forEach((item, index) => one(item, `${path}/${index}`))
    else issues.push({ path, message: 'must be a list' })
  } else if (isRecord(value)) {
    for (const [name, item] of Object.entries(value)) one(item, `${path}/${escapePointer(name)}`)
  } else issues.push({ path, message: 'must be an object' })
}

function coreIssue({ core }: ReadWord, value: unknown): string | undefined {
  if (core.kind === 'scalar') return scalarIssue(core.scalar, value)
  if (core.kind === 'constant') return value === core.value ? undefined : `must be '${core.value}'`
  return typeof value === 'string' && core.choices.includes(value) ? undefined : `must be one of: ${core.choices.join(', ')}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
