import { migrate } from '../database/migrate.ts'
import type { Database } from '../database/openDatabase.ts'

/** The app ids that have been seen. Any text is one; data of one is never seen by another. */
export interface Tenants {
  /** Makes the tenant on its first use; answers its id. */
  enter(tenant: string): string
  isEmpty(): boolean
  /** After the rows have been cleared. */
  forget(): void
}

/**
 * Keeps the tenants of one database.
 *
 * @example
 * createTenants(database, Date.now).enter('demo')
 */
export function createTenants(database: Database, now: () => number): Tenants {
  migrate(database, 'tenants', ['create table tenants (tenant text primary key, created_at text not null)'])
  const known = new Set<string>()
  return {
    enter: (tenant) => {
      if (known.has(tenant)) return tenant
      database.run('insert or ignore into tenants values (?, ?)', tenant, new Date(now()).toISOString())
      known.add(tenant)
      return tenant
    },
    isEmpty: () => database.get('select 1 from tenants limit 1') === undefined,
    forget: () => known.clear(),
  }
}
