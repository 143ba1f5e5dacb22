/**
 * The SQL of a table whose rows belong to tenants: an order, a tenant, an id that is unique within it, the columns given, both stamps.
 *
 * @example
 * createTable('crm_contacts', 'first_name text not null, tags text')
 */
export function createTable(name: string, columns: string): string {
  return `create table ${name} (seq integer primary key, tenant text not null, unique_id text not null, ${columns},
    created_at text not null, updated_at text not null, unique (tenant, unique_id));`
}
