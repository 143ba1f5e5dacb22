import { createTable } from '../database/createTable.ts'
import { createView } from '../database/createView.ts'

/** The tables of the search block. Each index has two full-text tables besides, which it makes and drops itself. */
export const searchSchema: readonly string[] = [
  `${createTable(
    'search_indexes',
    'name text not null, entity_source text, enforce_validation integer not null, schema text, settings text not null, status text not null',
  )}
   create unique index search_indexes_by_name on search_indexes (tenant, name);
   ${createTable(
     'search_documents',
     'entity_type text not null, entity_alias text, entity_source text, content text not null, slug text not null, status text not null',
   )}
   create index search_documents_by_type on search_documents (tenant, entity_type);
   create index search_documents_by_slug on search_documents (tenant, slug);
   ${createView(
     'search_indexes',
     '(select count(*) from search_documents d where d.tenant = r.tenant and d.entity_type = r.name) as documents_count',
   )}`,
]
