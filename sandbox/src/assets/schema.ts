import { createTable } from '../database/createTable.ts'
import { createView } from '../database/createView.ts'

/** The tables of the assets block. `bytes_key` names a file's bytes; a rendition's id names its own. Use is counted by day (UTC). */
export const assetsSchema: readonly string[] = [
  `${createTable(
    'assets_assets',
    `name text not null, description text, tags text, status text not null, condition text, serial_number text, purchase_date text,
     purchase_price real, current_value real, warranty_expiry text, location text, payload text, owner_unique_id text not null,
     bytes_key text, file_name text, content_type text, file_size integer, width integer, height integer`,
  )}
   ${createTable('assets_tags', 'name text not null collate nocase')}
   create unique index assets_tags_by_name on assets_tags (tenant, name);
   ${createTable(
     'assets_renditions',
     `asset_unique_id text not null, status text not null, content_type text not null, file_size integer not null, width integer not null,
      height integer not null, operations text not null`,
   )}
   create index assets_renditions_by_asset on assets_renditions (tenant, asset_unique_id);
   ${createTable('assets_collections', 'name text not null, description text')}
   create table assets_members (
     tenant text not null, collection_unique_id text not null, asset_unique_id text not null,
     primary key (tenant, collection_unique_id, asset_unique_id)
   );
   create table assets_usage (
     tenant text not null, asset_unique_id text not null, day text not null, views integer not null default 0,
     downloads integer not null default 0, transformations integer not null default 0, last_at text not null,
     primary key (tenant, asset_unique_id, day)
   );
   create index assets_members_by_asset on assets_members (tenant, asset_unique_id);
   ${createView(
     'assets_assets',
     `null as url,
      (select count(*) from assets_renditions x where x.tenant = r.tenant and x.asset_unique_id = r.unique_id) as renditions_count`,
   )}
   ${createView('assets_renditions', 'null as url')}
   ${createView(
     'assets_tags',
     `(select count(*) from assets_assets a, json_each(coalesce(a.tags, '[]')) t
       where a.tenant = r.tenant and a.status <> 'deleted' and t.value = r.name) as assets_count`,
   )}
   ${createView(
     'assets_collections',
     `(select count(*) from assets_members m join assets_assets a on a.tenant = m.tenant and a.unique_id = m.asset_unique_id
       where m.tenant = r.tenant and m.collection_unique_id = r.unique_id and a.status <> 'deleted') as assets_count`,
   )}`,
]
