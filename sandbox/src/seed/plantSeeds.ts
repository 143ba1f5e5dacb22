import type { Database } from '../database/openDatabase.ts'
import type { Place } from '../database/place.ts'
import type { Block } from '../server/block.ts'

/**
 * Plants the demo data of every block, all of it or nothing.
 *
 * @example
 * plantSeeds(blocks, { database, bytes, now: Date.now, mint: randomUUID, tenant: 'demo' })
 */
export function plantSeeds(blocks: readonly Block[], context: Place): void {
  context.database.transaction(() => {
    for (const { seed } of blocks) seed?.(context)
  })
}

/** Kept over a reset: what describes the file rather than what is in it, and the key that keeps published tokens verifiable. */
const kept: ReadonlySet<string> = new Set(['schema_steps', 'signing_keys'])

/**
 * The names of all tables that hold data, full-text indexes last. Tables that belong to an index are its own business and not named.
 *
 * @example
 * dataTables(database) // ['api_keys', 'mails', …]
 */
export function dataTables(database: Database): string[] {
  const tables = database.all<{ name: string }>(
    `select name from pragma_table_list
     where schema = 'main' and type in ('table', 'virtual') and name not like 'sqlite%' order by type, name`,
  )
  return tables.map(({ name }) => name).filter((name) => !kept.has(name))
}

/**
 * Empties every table, in one transaction. Tables, indexes and the signing key stay.
 *
 * @example
 * clearRows(database)
 */
export function clearRows(database: Database): void {
  database.transaction(() => {
    database.script('pragma defer_foreign_keys = on')
    for (const name of dataTables(database)) database.script(`delete from "${name.replaceAll('"', '""')}"`)
  })
}
