import { fieldKind } from '@blockstate/core/describe'
import type { Field } from '@blockstate/core/describe'
import type { SqlValue } from '../database/openDatabase.ts'

const comparisons: Readonly<Record<string, string>> = { gt: '>', gte: '>=', lt: '<', lte: '<=', ne: 'is not', in: 'in' }

/** One condition as SQL with bound values, or what is wrong with it. */
export type FilterClause = { readonly sql: string; readonly values: readonly SqlValue[] } | { readonly mistake: string }

/**
 * Turns one `filter[name]=value` into SQL. The name is a declared field, with `_gt _gte _lt _lte _in _ne` behind it or not; a field
 * whose own name ends so is meant itself. A value is read as the field's word says; `null` finds empty ones; a list field is asked
 * whether it holds the value.
 *
 * @example
 * filterClause({ age: 'integer' }, 'age_gte', '18') // { sql: '"age" >= ?', values: [18] }
 */
export function filterClause(fields: Readonly<Record<string, Field>>, name: string, wanted: unknown): FilterClause {
  const suffix = /^(.+)_(gte|gt|lte|lt|in|ne)$/.exec(name)
  const exact = Object.hasOwn(fields, name)
  const column = exact ? name : (suffix?.[1] ?? name)
  const comparison = exact ? 'is' : (comparisons[suffix?.[2] ?? ''] ?? 'is')
  const field = Object.hasOwn(fields, column) ? fields[column] : undefined
  if (field === undefined) return { mistake: `there is no field '${column}' to filter by` }
  if (typeof wanted !== 'string') return { mistake: 'a filter takes one value' }
  const kind = kindOf(field)
  if (kind === 'opaque') return { mistake: `'${column}' cannot be filtered by` }
  const values = (comparison === 'in' ? wanted.split(',') : [wanted]).map((text) => readValue(kind, text))
  if (values.includes(undefined)) return { mistake: `${column} must be ${kinds[kind]}` }
  const bound = values.filter((value) => value !== undefined)
  const marks = bound.map(() => '?').join(', ')
  if (kind === 'list') return listClause(column, comparison, marks, bound)
  if (comparison === 'in') return { sql: `"${column}" in (${marks})`, values: bound }
  // Null is the smallest in SQLite's order but nothing is larger than it in SQL: comparing with it finds nothing, as it should.
  return { sql: `"${column}" ${comparison} ?`, values: bound }
}

type Kind = 'text' | 'number' | 'truth' | 'instant' | 'list' | 'opaque'

const kinds: { readonly [K in Kind]: string } = {
  text: 'a text',
  number: 'a number',
  truth: 'true or false',
  instant: 'a point in time or a day',
  list: 'a text',
  opaque: '',
}

function kindOf(field: Field): Kind {
  const read = fieldKind(field)
  if (read.kind !== 'word' || read.word.many === 'map') return 'opaque'
  const { core, many } = read.word
  if (core.kind === 'scalar' && ['json', 'file', 'ref'].includes(core.scalar)) return 'opaque'
  if (many === 'list') return 'list'
  if (core.kind !== 'scalar') return 'text'
  if (['integer', 'number', 'decimal'].includes(core.scalar)) return 'number'
  if (core.scalar === 'boolean') return 'truth'
  return core.scalar === 'timestamp' ? 'instant' : 'text'
}

function readValue(kind: Kind, text: string): SqlValue | undefined {
  if (text === 'null') return null
  if (kind === 'number') return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined
  if (kind === 'truth') return text === 'true' || text === '1' ? 1 : text === 'false' || text === '0' ? 0 : undefined
  if (kind !== 'instant') return text
  // Stored times are ISO text with milliseconds: a shorter form would sort beside, not onto, the moment it means.
  const at = Date.parse(text)
  return /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(at) ? new Date(at).toISOString() : undefined
}

function listClause(column: string, comparison: string, marks: string, values: readonly SqlValue[]): FilterClause {
  if (!['is', 'is not', 'in'].includes(comparison)) return { mistake: `'${column}' is a list: it holds a value or it does not` }
  const holds = `exists (select 1 from json_each("${column}") where value in (${marks}))`
  return { sql: comparison === 'is not' ? `not ${holds}` : holds, values }
}
