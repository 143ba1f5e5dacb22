import { createTable } from '../database/createTable.ts'
import { createView } from '../database/createView.ts'

const reference = (type: string, column: string): string =>
  `case when r.${column} is null then null else json_object('type', '${type}', 'id', r.${column}) end`

const contactsOf = `(select json_group_array(json_object('type', 'contact', 'id', c.unique_id) order by c.seq) from crm_contacts c
  where c.tenant = r.tenant and c.account_id = r.unique_id and c.status <> 'trash')`

const dealsOf = 'crm_deals d where d.tenant = r.tenant and d.pipeline_id = r.unique_id'
/** Added up in cents: a sum of floats drifts. */
const worth = 'cast(coalesce(sum(round(d.value * 100)), 0) as integer) / 100.0'
const byStage = (total: string): string =>
  `(select json_group_object(stage, total) from (select d.stage as stage, ${total} as total from ${dealsOf} group by d.stage))`

/** The block's tables, step by step; append only. */
export const crmSchema: readonly string[] = [
  `${createTable(
    'crm_accounts',
    `name text not null, tax_id text, industry text, website text, phone text, email text, address text, logo_url text,
     status text not null`,
  )}
   ${createTable(
     'crm_contacts',
     `first_name text not null, last_name text not null, email text not null, phone text, title text, account_id text, avatar_url text,
      tags text, status text not null`,
   )}
   create index crm_contacts_by_account on crm_contacts (tenant, account_id);
   ${createTable('crm_pipelines', 'name text not null, stages text not null, is_default integer not null')}
   ${createTable(
     'crm_deals',
     `name text not null, account_id text, contact_id text, pipeline_id text not null, value real, stage text not null, close_date text,
      probability integer, owner_unique_id text, status text not null`,
   )}
   create index crm_deals_by_stage on crm_deals (tenant, pipeline_id, stage);
   ${createTable(
     'crm_activities',
     `contact_id text, opportunity_id text, touch_type text not null, description text, touched_at text not null, outcome text,
      user_unique_id text`,
   )}
   create index crm_activities_by_contact on crm_activities (tenant, contact_id, touched_at);
   create index crm_activities_by_deal on crm_activities (tenant, opportunity_id, touched_at);
   ${createView('crm_accounts', `${contactsOf} as contacts`)}
   ${createView('crm_contacts', `${reference('account', 'account_id')} as account, r.first_name || ' ' || r.last_name as full_name`)}
   ${createView(
     'crm_deals',
     `${reference('account', 'account_id')} as account,
      (select a.name from crm_accounts a where a.tenant = r.tenant and a.unique_id = r.account_id) as account_name`,
   )}
   ${createView('crm_activities', `${reference('contact', 'contact_id')} as contact`)}
   ${createView(
     'crm_pipelines',
     `(select count(*) from ${dealsOf}) as deals_count, (select ${worth} from ${dealsOf}) as deals_value,
      ${byStage('count(*)')} as stage_counts, ${byStage(worth)} as stage_values`,
   )}`,
]
