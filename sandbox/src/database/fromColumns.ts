import { fieldKind } from '@blockstate/core/describe'
import type { Field, RecordOf, Resource, Scalar } from '@blockstate/core/describe'
import type { SqlValue } from './openDatabase.ts'

const stamps = ['unique_id', 'created_at', 'updated_at'] as const

/**
 * A database row as the record its resource declares: only declared fields, JSON text parsed, 1 and 0 as truth.
 * Columns bear the wire names of the fields; those that are missing or null where null is not allowed are left out.
 *
 * @example
 * fromColumns(ApiKey, { unique_id: 'k1', scopes: '["read"]', digest: '…' }) // { unique_id: 'k1', scopes: ['read'] }
 */
export function fromColumns<R extends Resource>(resource: R, row: object): RecordOf<R> {
  const told: [string, unknown][] = []
  for (const name of stamps) if (Object.hasOwn(row, name)) told.push([name, Reflect.get(row, name)])
  for (const [name, field] of Object.entries(resource.fields)) {
    const stored: unknown = Object.hasOwn(row, name) ? Reflect.get(row, name) : undefined
    const value = stored === undefined ? undefined : fromColumn(field, stored)
    if (value !== undefined) told.push([name, value])
  }
  // Built from the very fields that RecordOf is computed from; `checkAnswers` holds the values to it in tests.
  return Object.fromEntries(told) as RecordOf<R>
}

/**
 * What a field's value is stored as: text for lists, maps, shapes and JSON, 1 and 0 for truth, points in time in the one form that
 * sorts and compares (milliseconds, UTC), everything else as it is.
 *
 * @example
 * toColumn('string[]?', ['read']) // '["read"]'
 */
export function toColumn(field: Field, value: unknown): SqlValue {
  if (value === undefined || value === null) return null
  if (isJson(field)) return JSON.stringify(value)
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string' && isScalar(field, 'timestamp')) return new Date(value).toISOString()
  if (typeof value === 'number' || typeof value === 'string') return value
  throw new TypeError(`A ${typeof value} cannot be stored in a column`)
}

function fromColumn(field: Field, stored: unknown): unknown {
  const read = fieldKind(field)
  if (stored === null) return read.kind === 'word' && read.word.nullable ? null : undefined
  if (isJson(field)) return JSON.parse(String(stored))
  if (isScalar(field, 'boolean')) return stored === 1
  return stored
}

function isJson(field: Field): boolean {
  const read = fieldKind(field)
  if (read.kind !== 'word') return true
  const { core, many } = read.word
  return many !== 'one' || (core.kind === 'scalar' && (core.scalar === 'json' || core.scalar === 'ref'))
}

function isScalar(field: Field, scalar: Scalar): boolean {
  const read = fieldKind(field)
  return read.kind === 'word' && read.word.core.kind === 'scalar' && read.word.core.scalar === scalar
}
