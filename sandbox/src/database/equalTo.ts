import type { SqlValue } from './openDatabase.ts'

/**
 * Narrows a list to rows whose columns hold the values given; `undefined` narrows nothing. Column names are the block's own.
 *
 * @example
 * equalTo({ status: 'active', owner_id: undefined }) // { where: '"status" = ?', values: ['active'] }
 */
export function equalTo(columns: Readonly<Record<string, SqlValue | undefined>>): { where: string; values: SqlValue[] } {
  const given = Object.entries(columns).filter((entry): entry is [string, SqlValue] => entry[1] !== undefined)
  // Without a condition the clause must still be one.
  const where = given.length === 0 ? '1' : given.map(([name]) => `"${name}" = ?`).join(' and ')
  return { where, values: given.map(([, value]) => value) }
}
