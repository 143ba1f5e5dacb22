import { fieldKind } from '@blockstate/core/describe'
import type { RecordOf, Reference, Resource } from '@blockstate/core/describe'
import { refuse } from '../server/refusal.ts'
import { fromColumns, toColumn } from './fromColumns.ts'
import type { SqlValue } from './openDatabase.ts'
import type { Place } from './place.ts'
import type { Table } from './table.ts'

/**
 * A point in time as it is stored and told.
 *
 * @example
 * instant(0) // '1970-01-01T00:00:00.000Z'
 */
export function instant(ms: number): string {
  return new Date(ms).toISOString()
}

/**
 * Refuses with 404 in the form of the references: `Entity Not Found`.
 *
 * @example
 * if (row === undefined) notFound('Entity', id)
 */
export function notFound(called: string, id: string): never {
  return refuse(404, 'not_found', `${called} Not Found`, `There is no ${called.toLowerCase()} with the id ${id} here.`)
}

/**
 * Reads one record of the tenant, narrowed by `where` (other columns that must fit). Throws a 404 refusal where there is none.
 *
 * @example
 * const entity = findRow(context, entities, input.id)
 */
export function findRow<R extends Resource>(
  { database, tenant }: Place,
  { resource, told, called }: Table<R>,
  id: string,
  where: Readonly<Record<string, SqlValue>> = {},
): RecordOf<R> {
  const narrowed = Object.keys(where).map((column) => ` and "${column}" = ?`)
  const sql = `select * from "${told}" where tenant = ? and unique_id = ?${narrowed.join('')}`
  const row = database.get<object>(sql, tenant, id, ...Object.values(where))
  return row === undefined ? notFound(called, id) : fromColumns(resource, row)
}

/**
 * Reads all records of the tenant whose columns hold these values, in the order they were made.
 *
 * @example
 * listRows(context, contexts, { owner_id: 'e1' })
 */
export function listRows<R extends Resource>(
  { database, tenant }: Place,
  { resource, told }: Table<R>,
  where: Readonly<Record<string, SqlValue>>,
  order = 'rowid',
): RecordOf<R>[] {
  const narrowed = Object.keys(where).map((column) => ` and "${column}" = ?`)
  const sql = `select * from "${told}" where tenant = ?${narrowed.join('')} order by ${order}`
  return database.all<object>(sql, tenant, ...Object.values(where)).map((row) => fromColumns(resource, row))
}

/**
 * Records as relationship identifiers.
 *
 * @example
 * references('workflow_step', [{ unique_id: 's1' }]) // [{ type: 'workflow_step', id: 's1' }]
 */
export function references(type: string, rows: readonly { readonly unique_id: string }[]): Reference[] {
  return rows.map(({ unique_id }) => ({ type, id: unique_id }))
}

/**
 * Writes a new record: those declared fields that `row` holds, and the columns of `beside` (parents, stamps) as they are.
 *
 * @example
 * addRow(context, entities, context.mint(), input, { created_at: instant(context.now()) })
 */
export function addRow<R extends Resource>(
  { database, tenant }: Place,
  { resource, table }: Table<R>,
  id: string,
  row: object,
  beside: Readonly<Record<string, SqlValue>>,
): void {
  const columns = { ...writable(resource, row), ...beside, tenant, unique_id: id }
  const names = Object.keys(columns)
  const marks = names.map(() => '?').join(', ')
  database.run(`insert into "${table}" (${names.map((name) => `"${name}"`).join(', ')}) values (${marks})`, ...Object.values(columns))
}

/**
 * Makes a record of what a caller gave, with an id and both stamps of its own, and reads it back as it is told. `beside` holds columns
 * that no caller writes (parents, states) and may also bring the id (`unique_id`) or a stamp.
 *
 * @example
 * return record(Contact, createRow(context, contacts, input, { status: 'active' }))
 */
export function createRow<R extends Resource>(
  place: Place,
  table: Table<R>,
  given: object,
  { unique_id = place.mint(), ...beside }: Readonly<Record<string, SqlValue>> & { readonly unique_id?: string } = {},
): RecordOf<R> {
  const at = instant(place.now())
  addRow(place, table, unique_id, given, { created_at: at, updated_at: at, ...beside })
  return findRow(place, table, unique_id)
}

/**
 * Changes those writable fields of a record that `given` holds, and answers as the references do: what was changed, and when.
 * Throws a 404 refusal where there is no such record.
 *
 * @example
 * return record(Entity, changeRow(context, entities, input.id, input))
 */
export function changeRow<R extends Resource>(
  place: Place,
  { resource, table, called }: Table<R>,
  id: string,
  given: object,
  beside: Readonly<Record<string, SqlValue>> = {},
): Partial<RecordOf<R>> & { unique_id: string } {
  const updated_at = instant(place.now())
  const columns = { ...writable(resource, given), ...beside, updated_at }
  const assignments = Object.keys(columns).map((name) => `"${name}" = ?`)
  const sql = `update "${table}" set ${assignments.join(', ')} where tenant = ? and unique_id = ?`
  if (place.database.run(sql, ...Object.values(columns), place.tenant, id) === 0) notFound(called, id)
  // Every key is a declared field or a stamp, with the value just stored.
  return { ...fromColumns(resource, columns), unique_id: id, updated_at } as unknown as Partial<RecordOf<R>> & { unique_id: string }
}

/**
 * Removes a record. Throws a 404 refusal where there is none.
 *
 * @example
 * removeRow(context, tools, input.id)
 */
export function removeRow<R extends Resource>({ database, tenant }: Place, { table, called }: Table<R>, id: string): void {
  if (database.run(`delete from "${table}" where tenant = ? and unique_id = ?`, tenant, id) === 0) notFound(called, id)
}

/** Fields whose values a caller or this block gives; counters and references are computed, never stored. */
function writable(resource: Resource, row: object): Record<string, SqlValue> {
  const columns: Record<string, SqlValue> = {}
  for (const [name, field] of Object.entries(resource.fields)) {
    const value: unknown = Object.hasOwn(row, name) ? Reflect.get(row, name) : undefined
    const read = fieldKind(field)
    const computed = read.kind === 'word' && read.word.serverWritten
    if (value !== undefined && !computed) columns[name] = toColumn(field, value)
  }
  return columns
}
