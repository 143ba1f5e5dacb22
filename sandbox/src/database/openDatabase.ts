import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { StatementSync } from 'node:sqlite'

/** What SQLite stores. Truth is 1 or 0, time is ISO text in UTC (it sorts), lists and maps are JSON text. */
export type SqlValue = string | number | bigint | null | Uint8Array

/** An embedded SQLite file behind four calls. Everything is synchronous: between two awaits nothing can come in between. */
export interface Database {
  /** Runs a statement; answers how many rows it touched. */
  run(sql: string, ...values: readonly SqlValue[]): number
  /** The first row. `Row` is the caller's claim about the columns the statement names. */
  get<Row>(sql: string, ...values: readonly SqlValue[]): Row | undefined
  all<Row>(sql: string, ...values: readonly SqlValue[]): Row[]
  /** Runs several statements without values: migrations. */
  script(sql: string): void
  /** All or nothing. Must be synchronous; inside another transaction it is a part of that one, rolled back alone when it throws. */
  transaction<T>(work: () => T): T
  close(): void
}

/**
 * Opens the database file, making its folder where there is none. `:memory:` lives as long as the object.
 *
 * Write-ahead logging: a killed process loses nothing that was committed, and readers never wait (sqlite.org/wal.html).
 *
 * @example
 * const database = openDatabase('.sandbox/blockstate.sqlite')
 * database.transaction(() => database.run('insert into t values (?)', 1))
 */
export function openDatabase(file: string): Database {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const connection = new DatabaseSync(file)
  connection.exec('pragma journal_mode = wal; pragma foreign_keys = on; pragma busy_timeout = 2000; pragma synchronous = normal')
  const statements = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const made = connection.prepare(sql)
    // Filters make new statements: a bound keeps a long-lived server's memory flat.
    if (statements.size >= 500) statements.clear()
    statements.set(sql, made)
    return made
  }
  let depth = 0
  return {
    run: (sql, ...values) => Number(prepare(sql).run(...values).changes),
    // SQLite is untyped: the statement's author says which columns come back.
    get: <Row>(sql: string, ...values: readonly SqlValue[]) => prepare(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: readonly SqlValue[]) => prepare(sql).all(...values) as Row[],
    script: (sql) => connection.exec(sql),
    transaction: (work) => {
      const name = `step_${depth}`
      connection.exec(depth === 0 ? 'begin immediate' : `savepoint ${name}`)
      depth += 1
      try {
        const result = work()
        if (result instanceof Promise) throw new TypeError('A transaction is synchronous: await before it, not inside')
        connection.exec(depth === 1 ? 'commit' : `release ${name}`)
        return result
      } catch (error) {
        connection.exec(depth === 1 ? 'rollback' : `rollback to ${name}; release ${name}`)
        throw error
      } finally {
        depth -= 1
      }
    },
    close: () => connection.close(),
  }
}
