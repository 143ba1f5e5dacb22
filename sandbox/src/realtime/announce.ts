import type { Place } from '../database/place.ts'
import { instant } from '../database/rows.ts'

/** Something that those who listen must hear of. */
export interface Announcement {
  readonly event:
    'message.created' | 'channel.created' | 'channel.updated' | 'subscription.created' | 'subscription.deleted' | 'read_receipt'
  /** The type of what `data` tells. */
  readonly object_type: string
  readonly channel_unique_id: string
  readonly data: object
  /** The number of a stored message; catching up begins behind it. */
  readonly seq?: number
  /** Who hears it besides the channel's listeners: their inboxes. */
  readonly inboxes?: readonly string[]
}

/** So many announcements are kept; whoever missed more reads the history. */
const kept = 1000

/**
 * Announces an event to whoever listens. It is written with the change it tells, in the same transaction: what is rolled back was never
 * announced, and a listener that reads rows behind the last `seq` it saw hears each event once and in order.
 *
 * @example
 * announce(context, { event: 'message.created', object_type: 'message', channel_unique_id: 'c1', data: message, seq: 7 })
 */
export function announce(place: Place, { event, object_type, channel_unique_id, data, seq, inboxes = [] }: Announcement): void {
  const { database, tenant } = place
  database.run(
    `insert into realtime_events (tenant, channel_unique_id, audience, event, object_type, data, place, sent_at) values (?, ?, ?, ?, ?, ?, ?, ?)`,
    tenant,
    channel_unique_id,
    JSON.stringify(inboxes),
    event,
    object_type,
    JSON.stringify(data),
    seq ?? null,
    instant(place.now()),
  )
  database.run('delete from realtime_events where seq <= (select max(seq) from realtime_events) - ?', kept)
}
