import { createTable } from '../database/createTable.ts'
import { createView } from '../database/createView.ts'

const members = 'realtime_members m where m.tenant = r.tenant and m.channel_unique_id = r.unique_id'

/** A message's own `seq` counts in its channel; the table's counts rows, so the view tells columns by name. */
const messages = `create view realtime_messages_told as select r.seq as rowid, r.tenant, r.unique_id, r.created_at, r.updated_at,
  r.channel_unique_id, r.sender_id, r.sender_role, r.content, r.event, r.message_type, r.attachments, r.metadata, r.idempotency_key,
  r.expires_at, r.status, 0 as edited, null as edited_at, r.place as seq,
  (select json_group_array(m.user_unique_id order by m.seq) from realtime_members m
   where m.tenant = r.tenant and m.channel_unique_id = r.channel_unique_id and m.read_place >= r.place and m.user_unique_id <> r.sender_id) as read_by
  from realtime_messages r;`

/** The tables of the realtime block. */
export const realtimeSchema: readonly string[] = [
  `${createTable(
    'realtime_channels',
    'name text not null, description text, channel_type text not null, metadata text, status text not null, pair text',
  )}
   create unique index realtime_channels_by_name on realtime_channels (tenant, name) where channel_type <> 'direct';
   create unique index realtime_channels_by_pair on realtime_channels (tenant, pair) where pair is not null;
   ${createTable(
     'realtime_members',
     'channel_unique_id text not null, user_unique_id text not null, role text not null, read_place integer not null, last_read_at text',
   )}
   create unique index realtime_members_by_channel on realtime_members (tenant, channel_unique_id, user_unique_id);
   create index realtime_members_by_user on realtime_members (tenant, user_unique_id);
   ${createTable(
     'realtime_messages',
     `channel_unique_id text not null, place integer not null, sender_id text not null, sender_role text not null, content text not null,
      event text not null, message_type text not null, attachments text, metadata text, idempotency_key text, expires_at text,
      status text not null`,
   )}
   create unique index realtime_messages_by_place on realtime_messages (tenant, channel_unique_id, place);
   create unique index realtime_messages_by_key on realtime_messages (tenant, channel_unique_id, sender_id, idempotency_key)
     where idempotency_key is not null;
   create table realtime_presence (tenant text not null, user_unique_id text not null, last_seen_at text not null,
     connections integer not null default 0, status text, status_message text, primary key (tenant, user_unique_id));
   create table realtime_events (seq integer primary key autoincrement, tenant text not null, channel_unique_id text not null,
     audience text not null, event text not null, object_type text not null, data text not null, place integer, sent_at text not null);
   ${createView(
     'realtime_channels',
     `0 as online_count, 0 as unread_count,
      (select json_group_array(m.user_unique_id order by m.seq) from ${members}) as members,
      (select count(*) from ${members}) as member_count,
      coalesce((select max(s.place) from realtime_messages s where s.tenant = r.tenant and s.channel_unique_id = r.unique_id), 0) as last_seq,
      (select json_object('unique_id', s.unique_id, 'content', s.content, 'sender_id', s.sender_id, 'sent_at', s.created_at)
       from realtime_messages s where s.tenant = r.tenant and s.channel_unique_id = r.unique_id order by s.place desc limit 1) as last_message`,
   )}
   ${createView('realtime_members', 'r.created_at as joined_at')}
   ${messages}`,
  `create table realtime_socket_tokens (tenant text not null, digest text not null, user_unique_id text not null, session_id text not null,
     expires_at integer not null, primary key (tenant, digest));
   alter table realtime_presence add column left_at text;`,
]
