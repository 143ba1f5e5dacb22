import type { SqlValue } from '../database/openDatabase.ts'
import { refuse } from '../server/refusal.ts'
import { fieldPlace } from './fieldPath.ts'

/** Conditions on documents (the row is `d`), with bound values. */
export interface Condition {
  readonly sql: string
  readonly values: readonly SqlValue[]
}

type Filters = Readonly<Record<string, unknown>>

/**
 * Reads `include` and `exclude`: a field is this value, one of these (a list), or within `{ min, max }`. Texts are compared without case.
 * A list field fits where one of its members does. Refuses with 400 `invalid_filter` what cannot be read.
 *
 * @example
 * filterConditions({ 'content.year': { min: 1990 } }, { entity_type: ['draft'] })
 */
export function filterConditions(include: Filters = {}, exclude: Filters = {}): Condition[] {
  const wanted = Object.entries(include).map(([name, value]) => condition(name, value))
  const unwanted = Object.entries(exclude).map(([name, value]) => condition(name, value))
  return [...wanted, ...unwanted.map(({ sql, values }) => ({ sql: `not ${sql}`, values }))]
}

/**
 * Several conditions as one.
 *
 * @example
 * allOf([{ sql: 'd.tenant = ?', values: ['t'] }]) // { sql: '(d.tenant = ?)', values: ['t'] }
 */
export function allOf(conditions: readonly Condition[]): Condition {
  return { sql: conditions.map(({ sql }) => `(${sql})`).join(' and ') || '1', values: conditions.flatMap(({ values }) => values) }
}

function condition(name: string, wanted: unknown): Condition {
  const place = fieldPlace(name)
  if (place === undefined) return invalid(name, 'it is no path of a field')
  // One row for a plain value, one a member for a list: json_each reads both.
  const from = 'column' in place ? `(select d."${place.column}" as value) v` : 'json_each(d.content, ?) v'
  const path = 'column' in place ? [] : [place.path]
  const { sql, values } = test(name, wanted)
  return { sql: `exists (select 1 from ${from} where ${sql})`, values: [...path, ...values] }
}

function test(name: string, wanted: unknown): Condition {
  if (Array.isArray(wanted)) {
    if (wanted.length === 0) return { sql: '0', values: [] }
    const all = wanted.map((one: unknown) => equal(name, one))
    return { sql: all.map(({ sql }) => sql).join(' or '), values: all.flatMap(({ values }) => values) }
  }
  if (typeof wanted !== 'object' || wanted === null) return equal(name, wanted)
  const bounds = Object.entries(wanted)
  if (bounds.length === 0 || bounds.some(([bound]) => bound !== 'min' && bound !== 'max')) {
    return invalid(name, 'a range is { min, max }, with one of them or both')
  }
  const limits = bounds.map(([bound, limit]): Condition => {
    if (typeof limit !== 'number' && typeof limit !== 'string') return invalid(name, 'the ends of a range are numbers or texts')
    // Numbers compare with numbers, texts (dates too) with texts; SQLite would sort all numbers before all texts.
    return {
      sql: `typeof(v.value) ${typeof limit === 'number' ? "in ('integer', 'real')" : "= 'text'"} and v.value ${bound === 'min' ? '>=' : '<='} ?`,
      values: [limit],
    }
  })
  return allOf(limits)
}

function equal(name: string, wanted: unknown): Condition {
  if (wanted === null) return { sql: 'v.value is null', values: [] }
  if (typeof wanted === 'boolean') return { sql: 'v.value = ?', values: [wanted ? 1 : 0] }
  if (typeof wanted === 'number') return { sql: 'v.value = ?', values: [wanted] }
  // A number asked for as text, as query strings do, finds the number.
  if (typeof wanted === 'string') return { sql: 'cast(v.value as text) = ? collate nocase', values: [wanted] }
  return invalid(name, 'a value is a text, a number, true, false or null')
}

function invalid(name: string, why: string): never {
  return refuse(400, 'invalid_filter', 'Invalid Filter', `The filter on '${name}' cannot be read: ${why}.`)
}
