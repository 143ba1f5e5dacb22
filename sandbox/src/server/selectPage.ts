import { fieldKind } from '@blockstate/core/describe'
import type { Field, RecordOf, Resource } from '@blockstate/core/describe'
import { fromColumns } from '../database/fromColumns.ts'
import type { SqlValue } from '../database/openDatabase.ts'
import type { RequestContext } from './context.ts'
import { filterClause } from './filterClause.ts'
import { Refusal } from './refusal.ts'

/** Where a list's rows are kept. Names and SQL here are the block's own constants: nothing from a request may enter them. */
export interface ListSource {
  /** A table whose columns bear the wire names of the fields, with a column `tenant`. */
  readonly table: string
  /** Narrows the rows further: `user_id = ?`. */
  readonly where?: string
  readonly values?: readonly SqlValue[]
  /** Fields that `search` looks into; every plain text field unless said. */
  readonly search?: readonly string[]
  /** What `table` stands for where its rows are worked out for one request (by its time, by its place): a `select` and its values. */
  readonly computed?: { readonly sql: string; readonly values: readonly SqlValue[] }
  /** The order where none is asked for: `-created_at` (newest first) unless said. */
  readonly sort?: string
  /** Ids of the only rows there may be, in the order they have where none is asked for: what a search found, best first. */
  readonly rank?: readonly string[]
}

/** The part of an input that says which rows are wanted; handlers pass their input as it is. */
export interface ListInput {
  readonly sort?: string | undefined
  readonly filter?: Readonly<Record<string, unknown>> | undefined
  readonly search?: string | undefined
}

const stamps: Readonly<Record<string, Field>> = { unique_id: 'string', created_at: 'timestamp', updated_at: 'timestamp' }

/**
 * Reads one page of a tenant's rows: `sort=-field,other`, `filter[field]`, `filter[field_gt|_gte|_lt|_lte|_in|_ne]`, `search`.
 *
 * Field names come from the declaration and values are bound, so no text of a request ever becomes SQL. An unknown field or an
 * unreadable value is refused with 422, each with the parameter it stands in. Rows of equal rank keep the order they were made in.
 *
 * @example
 * const { rows, total } = selectPage(context, input, ApiKey, { table: 'api_keys', where: 'user_id = ?', values: [context.user.unique_id] })
 * return page(ApiKey, rows, { total })
 */
export function selectPage<R extends Resource>(
  context: RequestContext,
  input: ListInput,
  resource: R,
  source: ListSource,
): { rows: RecordOf<R>[]; total: number } {
  const fields: Readonly<Record<string, Field>> = { ...stamps, ...resource.fields }
  const clauses = ['tenant = ?', ...(source.where === undefined ? [] : [`(${source.where})`])]
  const values: SqlValue[] = [context.tenant, ...(source.values ?? [])]
  const ranked = source.rank === undefined ? undefined : JSON.stringify(source.rank)
  if (ranked !== undefined) {
    clauses.push('unique_id in (select value from json_each(?))')
    values.push(ranked)
  }
  const mistakes: { parameter: string; detail: string }[] = []
  for (const [name, wanted] of Object.entries(input.filter ?? {})) {
    const clause = filterClause(fields, name, wanted)
    if ('mistake' in clause) mistakes.push({ parameter: `filter[${name}]`, detail: clause.mistake })
    else {
      clauses.push(clause.sql)
      values.push(...clause.values)
    }
  }
  if (input.search !== undefined && input.search !== '') {
    const text = `%${input.search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    const searched = source.search ?? Object.keys(resource.fields).filter((name) => isText(fields[name]))
    clauses.push(searched.length === 0 ? '0' : `(${searched.map((name) => `"${name}" like ? escape '\\'`).join(' or ')})`)
    values.push(...searched.map(() => text))
  }
  const byRank = ranked !== undefined && input.sort === undefined
  const place = `(select ranked.key from json_each(?) ranked where ranked.value = "${source.table}".unique_id)`
  const order = byRank ? place : orderBy(fields, input.sort ?? source.sort ?? '-created_at', mistakes)
  if (mistakes.length > 0) {
    throw new Refusal(
      422,
      'validation_error',
      mistakes.map(({ parameter, detail }) => ({ title: 'Invalid parameter', detail, source: { parameter } })),
    )
  }
  const { sql = '', values: first = [] } = source.computed ?? {}
  const defined = sql === '' ? '' : `with "${source.table}" as (${sql}) `
  const bound = [...first, ...values]
  const from = `from "${source.table}" where ${clauses.join(' and ')}`
  const total = context.database.get<{ total: number }>(`${defined}select count(*) as total ${from}`, ...bound)?.total ?? 0
  const { page, size } = context.paging
  const select = `${defined}select * ${from} order by ${order} limit ? offset ?`
  const found = context.database.all<object>(select, ...bound, ...(byRank ? [ranked] : []), size, (page - 1) * size)
  return { rows: found.map((row) => fromColumns(resource, row)), total }
}

function orderBy(fields: Readonly<Record<string, Field>>, sort: string, mistakes: { parameter: string; detail: string }[]): string {
  const parts = sort.split(',').map((part) => ({ name: part.replace(/^-/, ''), down: part.startsWith('-') }))
  for (const { name } of parts) {
    if (!Object.hasOwn(fields, name)) mistakes.push({ parameter: 'sort', detail: `there is no field '${name}' to sort by` })
  }
  const last = parts.at(-1)?.down === true ? 'desc' : 'asc'
  return [...parts.map(({ name, down }) => `"${name}" ${down ? 'desc' : 'asc'}`), `rowid ${last}`].join(', ')
}

function isText(field: Field | undefined): boolean {
  if (typeof field !== 'string') return false
  const read = fieldKind(field)
  return (
    read.kind === 'word' &&
    read.word.many === 'one' &&
    read.word.core.kind === 'scalar' &&
    ['string', 'email', 'url'].includes(read.word.core.scalar)
  )
}
