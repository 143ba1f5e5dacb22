import { createTable } from '../database/createTable.ts'
import { createView } from '../database/createView.ts'

const tables = `
${createTable(
  'content_posts',
  `title text not null, content text not null, status text not null, owner_id text not null, published_version_id text,
   series_unique_id text, series_sequence integer, deleted_at text`,
)}
create index content_posts_by_owner on content_posts (tenant, owner_id);
create index content_posts_by_series on content_posts (tenant, series_unique_id, series_sequence);
create index content_posts_by_time on content_posts (tenant, created_at);
${createTable('content_post_versions', 'post_id text not null, title text not null, content text not null, version_number integer not null, published_at text')}
create unique index content_post_versions_by_post on content_post_versions (tenant, post_id, version_number);
create table content_filings (seq integer primary key, tenant text not null, post_id text not null, kind text not null, label_id text not null,
  unique (tenant, post_id, kind, label_id));
create index content_filings_by_label on content_filings (tenant, label_id);
create table content_likes (tenant text not null, post_id text not null, user_id text not null, created_at text not null,
  primary key (tenant, post_id, user_id));
create table content_votes (tenant text not null, comment_id text not null, user_id text not null, vote text not null,
  primary key (tenant, comment_id, user_id));
${createTable('content_comments', 'post_id text not null, user_id text not null, parent_id text, body text not null')}
create index content_comments_by_post on content_comments (tenant, post_id);
create index content_comments_by_parent on content_comments (tenant, parent_id);
create index content_comments_by_user on content_comments (tenant, user_id);
${createTable(
  'content_series',
  `title text not null, description text, visibility text not null, completion_status text not null, thumbnail_url text, image_url text,
   payload text, slug text not null, status text not null, enabled text not null, user_unique_id text not null`,
)}
create unique index content_series_by_slug on content_series (tenant, slug);
${createTable('content_tags', 'name text not null, name_key text not null, description text')}
create unique index content_tags_by_name on content_tags (tenant, name_key);
${createTable('content_categories', 'name text not null, description text, parent_id text')}
create index content_categories_by_parent on content_categories (tenant, parent_id);
${createTable('content_identities', 'email text, username text, display_name text not null, avatar_url text, bio text')}`

const nameOf = (column: string): string =>
  `(select i.display_name from content_identities i where i.tenant = r.tenant and i.unique_id = r.${column}) as user_name`
const filed = (kind: string): string =>
  `(select json_group_array(f.label_id order by f.seq) from content_filings f
    where f.tenant = r.tenant and f.post_id = r.unique_id and f.kind = '${kind}') as ${kind}_unique_ids`

/** What both viewpoints tell alike. */
const common = `r.seq as rowid, r.tenant, r.unique_id, r.created_at, r.updated_at, r.status, r.owner_id, r.published_version_id,
  r.series_unique_id, r.series_sequence, r.deleted_at, null as liked, null as versions, null as tags, null as categories,
  (select s.seq from content_series s where s.tenant = r.tenant and s.unique_id = r.series_unique_id) as series_id,
  (select count(*) from content_likes l where l.tenant = r.tenant and l.post_id = r.unique_id) as likes_count,
  (select count(*) from content_comments c where c.tenant = r.tenant and c.post_id = r.unique_id) as comments_count,
  ${nameOf('owner_id')}, ${filed('tag')}, ${filed('category')}`

/** A post twice: as its author sees it (the newest version), and as readers do (the published one, where there is one). */
const seen = `
create view content_posts_told as
select 'author' as viewpoint, r.title, r.content, ${common},
  (select v.unique_id from content_post_versions v where v.tenant = r.tenant and v.post_id = r.unique_id
   order by v.version_number desc limit 1) as post_version_unique_id
from content_posts r where r.deleted_at is null
union all
select 'reader', p.title, p.content, ${common}, p.unique_id
from content_posts r join content_post_versions p on p.tenant = r.tenant and p.unique_id = r.published_version_id
where r.deleted_at is null and r.status = 'published';`

const online = `p.deleted_at is null and p.status = 'published'`
const labelled = `(select count(*) from content_filings f join content_posts p on p.tenant = f.tenant and p.unique_id = f.post_id
  where f.tenant = r.tenant and f.label_id = r.unique_id and ${online}) as posts_count`
const votes = (vote: string): string =>
  `(select count(*) from content_votes v where v.tenant = r.tenant and v.comment_id = r.unique_id and v.vote = '${vote}') as ${vote}s_count`

const told = `
${createView('content_comments', `null as vote, null as user, null as replies, ${nameOf('user_id')}, ${votes('like')}, ${votes('dislike')}`)}
${createView(
  'content_series',
  `null as likes, null as followers, ${nameOf('user_unique_id')},
   (select count(*) from content_posts p where p.tenant = r.tenant and p.series_unique_id = r.unique_id and ${online}) as posts_count`,
)}
${createView('content_tags', labelled)}
${createView('content_categories', `null as children, ${labelled}`)}
${createView(
  'content_identities',
  `(select count(*) from content_posts p where p.tenant = r.tenant and p.owner_id = r.unique_id and ${online}) as posts_count,
   (select count(*) from content_comments c join content_posts p on p.tenant = c.tenant and p.unique_id = c.post_id
    where c.tenant = r.tenant and c.user_id = r.unique_id and ${online}) as comments_count`,
)}`

/** The tables of the content block. */
export const contentSchema: readonly string[] = [tables + seen + told]
