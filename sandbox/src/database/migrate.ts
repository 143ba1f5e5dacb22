import type { Database } from './openDatabase.ts'

/**
 * Brings one owner's tables up to date, all of it or nothing. `steps` is append only; how many have run is kept per owner, since
 * every block appends steps of its own: SQLite's single `user_version` could not tell theirs apart, it guards the ledger's form only.
 *
 * Throws where the file was written by a newer sandbox.
 *
 * @example
 * migrate(database, 'notes', ['create table notes (tenant text, body text)'])
 */
export function migrate(database: Database, owner: string, steps: readonly string[]): void {
  database.transaction(() => {
    const version = database.get<{ user_version: number }>('pragma user_version')?.user_version ?? 0
    if (version > 1) throw new Error('The database file was written by a newer sandbox; start with --fresh')
    if (version === 0) database.script('create table schema_steps (owner text primary key, done integer not null); pragma user_version = 1')
    const done = database.get<{ done: number }>('select done from schema_steps where owner = ?', owner)?.done ?? 0
    if (done > steps.length) {
      throw new Error(
        `The tables of ${owner} were written by a newer sandbox (step ${done}, this one knows ${steps.length}); start with --fresh`,
      )
    }
    for (const step of steps.slice(done)) database.script(step)
    database.run('insert into schema_steps values (?, ?) on conflict do update set done = excluded.done', owner, steps.length)
  })
}
