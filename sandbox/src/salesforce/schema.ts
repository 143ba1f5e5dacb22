import { createTable } from '../database/createTable.ts'
import { createView } from '../database/createView.ts'

const linked = (type: string): string => {
  const from = `from salesforce_links l where l.tenant = r.tenant and l.object_type = '${type}' and l.local_id = r.unique_id`
  return `(select l.salesforce_id ${from}) as salesforce_id, (select l.synced_at ${from}) as synced_at`
}

const lead = `case when r.lead_id is null then null else json_object('type', 'lead', 'id', r.lead_id) end as lead`

/** The block's tables, step by step; append only. The org that stands in for Salesforce is `salesforce_org_records`. */
export const salesforceSchema: readonly string[] = [
  `${createTable(
    'salesforce_leads',
    `name text not null, email text, source text, account_id text, contact_id text, value real, stage text not null, probability integer,
     status text not null`,
  )}
   ${createTable(
     'salesforce_opportunities',
     `name text not null, account_id text, contact_id text, lead_id text, value real, stage text not null, close_date text,
      probability integer, status text not null`,
   )}
   ${createTable('salesforce_mappings', 'object_type text not null, mappings text not null')}
   create unique index salesforce_mappings_once on salesforce_mappings (tenant, object_type);
   ${createTable(
     'salesforce_jobs',
     `object_type text not null, direction text not null, status text not null, total_count integer not null,
      processed_count integer not null, failed_count integer not null, errors text not null, started_at text not null, completed_at text`,
   )}
   create index salesforce_jobs_by_status on salesforce_jobs (tenant, object_type, status);
   create table salesforce_job_rows (seq integer primary key, tenant text not null, job_id text not null, position integer not null,
     local_id text, salesforce_id text, unique (tenant, job_id, position));
   create table salesforce_links (seq integer primary key, tenant text not null, object_type text not null, local_id text not null,
     salesforce_id text not null, base text not null, synced_at text not null, unique (tenant, object_type, local_id),
     unique (tenant, object_type, salesforce_id));
   create table salesforce_org_records (seq integer primary key, tenant text not null, object_type text not null, salesforce_id text not null,
     fields text not null, modified_at text not null, unique (tenant, object_type, salesforce_id));
   ${createView('salesforce_leads', linked('leads'))}
   ${createView('salesforce_opportunities', `${linked('opportunities')}, ${lead}`)}`,
]
