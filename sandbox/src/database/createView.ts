/**
 * The SQL of the view that a `counted` table is told through: its columns, and those given, which may ask for `r`, the row.
 *
 * @example
 * createView('crm_pipelines', '(select count(*) from crm_deals d where d.tenant = r.tenant and d.pipeline_id = r.unique_id) as deals_count')
 */
export function createView(table: string, columns: string): string {
  // Lists are ordered by rowid at last, and a view has none of its own.
  return `create view ${table}_told as select r.seq as rowid, r.*, ${columns} from ${table} r;`
}
