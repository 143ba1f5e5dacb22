import type { RecordOf } from '@blockstate/core/describe'
import type { Presence } from '@blockstate/core/realtime'
import type { Place } from '../database/place.ts'
import { instant } from '../database/rows.ts'

type PresenceRow = RecordOf<typeof Presence>

/** Who asked for something this long ago, in milliseconds, is still there, or only away. */
const online = 60_000
const away = 600_000

interface Seen {
  readonly user_unique_id: string
  readonly first_name: string | null
  readonly last_name: string | null
  readonly email: string | null
  readonly joined_at: string
  readonly last_seen_at: string | null
  readonly left_at: string | null
  readonly connections: number | null
  readonly status: PresenceRow['status'] | null
  readonly status_message: string | null
}

/**
 * Notes that somebody is there, now. Whatever is asked of this block says so.
 *
 * @example
 * noteSeen(context, context.user.unique_id)
 */
export function noteSeen({ database, tenant, now }: Place, user: string): void {
  database.run(
    `insert into realtime_presence (tenant, user_unique_id, last_seen_at) values (?, ?, ?)
     on conflict (tenant, user_unique_id) do update set last_seen_at = excluded.last_seen_at`,
    tenant,
    user,
    instant(now()),
  )
}

/**
 * The members of a channel and whether they are there: connected, or heard of within a minute; away within ten.
 *
 * @example
 * presenceIn(context, 'c1').filter(isPresent).length
 */
export function presenceIn({ database, tenant, now }: Place, channel: string): PresenceRow[] {
  const rows = database.all<Seen>(
    `select m.user_unique_id, u.first_name, u.last_name, u.email, m.created_at as joined_at, p.last_seen_at, p.left_at, p.connections, p.status, p.status_message
     from realtime_members m
     left join users u on u.tenant = m.tenant and u.unique_id = m.user_unique_id
     left join realtime_presence p on p.tenant = m.tenant and p.user_unique_id = m.user_unique_id
     where m.tenant = ? and m.channel_unique_id = ? order by m.seq`,
    tenant,
    channel,
  )
  return rows.map((row) => ({
    unique_id: row.user_unique_id,
    user_unique_id: row.user_unique_id,
    display_name: [row.first_name, row.last_name].filter(Boolean).join(' ') || (row.email?.split('@')[0] ?? 'Somebody'),
    status: statusOf(row, now()),
    status_message: row.status_message,
    last_seen_at: row.last_seen_at,
    connections: row.connections ?? 0,
    created_at: row.joined_at,
    updated_at: row.last_seen_at ?? row.joined_at,
  }))
}

/**
 * Is somebody there, and wants to be seen?
 *
 * @example
 * presenceIn(context, 'c1').filter(isPresent).length
 */
export function isPresent({ status }: PresenceRow): boolean {
  return status === 'online' || status === 'busy'
}

function statusOf({ last_seen_at, left_at, connections, status }: Seen, now: number): PresenceRow['status'] {
  if ((connections ?? 0) > 0) return status ?? 'online'
  // Whoever closed their last socket has said that they go.
  if (left_at !== null && last_seen_at !== null && left_at >= last_seen_at) return 'offline'
  const ago = last_seen_at === null ? Infinity : now - Date.parse(last_seen_at)
  if (ago < online) return status ?? 'online'
  return ago < away ? 'away' : 'offline'
}
