import { createTable } from '../database/createTable.ts'
import { createView } from '../database/createView.ts'

const newest = (column: string): string =>
  `(select v.${column} from files_versions v where v.tenant = r.tenant and v.file_unique_id = r.unique_id
     order by v.version_number desc limit 1) as ${column}`

/** The tables of the files block. A version's id is the key of its bytes. */
export const filesSchema: readonly string[] = [
  `${createTable('files_categories', 'name text not null, code text not null, description text, display_order integer, status text not null')}
   create unique index files_categories_by_code on files_categories (tenant, code);
   ${createTable('files_folders', 'user_unique_id text not null, name text not null, parent_unique_id text')}
   create index files_folders_by_user on files_folders (tenant, user_unique_id, parent_unique_id);
   ${createTable(
     'files_files',
     `user_unique_id text not null, name text not null, original_name text not null, description text, category_unique_id text not null,
      folder_unique_id text, tags text, payload text, ai_enabled integer, status text not null, access_level text not null,
      created_by text not null`,
   )}
   create index files_files_by_user on files_files (tenant, user_unique_id, folder_unique_id);
   ${createTable(
     'files_versions',
     'file_unique_id text not null, version_number integer not null, file_type text not null, file_size integer not null, created_by text not null',
   )}
   create unique index files_versions_by_file on files_versions (tenant, file_unique_id, version_number);
   ${createTable(
     'files_accesses',
     'user_file_unique_id text not null, user_unique_id text not null, access_type text not null, starts_at text not null, expires_at text',
   )}
   create unique index files_accesses_by_user on files_accesses (tenant, user_file_unique_id, user_unique_id);
   ${createTable(
     'files_shares',
     'file_unique_id text not null, token text not null, access_type text not null, expires_at text not null, downloads_count integer not null',
   )}
   create unique index files_shares_by_token on files_shares (tenant, token);
   create index files_shares_by_file on files_shares (tenant, file_unique_id);
   ${createView(
     'files_folders',
     '(select count(*) from files_files f where f.tenant = r.tenant and f.folder_unique_id = r.unique_id) as files_count',
   )}
   ${createView(
     'files_files',
     `r.access_level = 'public' as is_public, null as url, ${newest('file_type')}, ${newest('file_size')}, ${newest('version_number')},
      (select c.name from files_categories c where c.tenant = r.tenant and c.unique_id = r.category_unique_id) as category_name`,
   )}
   ${createView('files_versions', 'null as url')}`,
  `create table files_uploads (
     tenant text not null, unique_id text not null, user_unique_id text not null, file_name text not null, part_count integer not null,
     completed integer not null default 0, begun_at integer not null, primary key (tenant, unique_id)
   );
   create table files_parts (
     tenant text not null, upload_id text not null, part_number integer not null, bytes_key text not null, size integer not null,
     etag text not null, primary key (tenant, upload_id, part_number)
   );`,
]
