import type { Resource } from '@blockstate/core/describe'
import { Channel, ChannelMessage, ChannelSubscription } from '@blockstate/core/realtime'
import type { Database } from '../database/openDatabase.ts'
import type { Place } from '../database/place.ts'
import { findRow } from '../database/rows.ts'
import { encodeRecord } from '../server/encode.ts'
import type { OpenSocket } from './openSocket.ts'
import { frames } from './frames.ts'
import { listeners, tell } from './listeners.ts'
import { mayListen } from './mayListen.ts'
import { told } from './members.ts'
import { channels } from './tables.ts'

/** What was announced, as it was written beside the change. */
interface EventRow {
  readonly seq: number
  readonly tenant: string
  readonly channel_unique_id: string
  readonly audience: string
  readonly event: string
  readonly object_type: string
  readonly data: string
  readonly place: number | null
  readonly sent_at: string
}

/** Kinds of records; what is none of them is told as it was announced. */
const resources: ReadonlyMap<string, Resource> = new Map<string, Resource>([
  ['message', ChannelMessage],
  ['channel', Channel],
  ['channel_subscription', ChannelSubscription],
])

/**
 * The number of the last event that was announced; what comes behind it has yet to be told.
 *
 * @example
 * let last = lastEvent(database)
 */
export function lastEvent(database: Database): number {
  return database.get<{ last: number | null }>('select max(seq) as last from realtime_events')?.last ?? 0
}

/**
 * Tells everybody what was announced behind `last`: committed, once, in the order it was written. A channel's listeners hear it, and the
 * inboxes it is meant for. Whoever may listen no longer is turned away instead.
 *
 * @returns the number of the last event that was told
 *
 * @example
 * last = deliver(place, sockets, last)
 */
export function deliver(place: (tenant: string) => Place, sockets: Iterable<OpenSocket>, last: number): number {
  const { database } = place('')
  const rows = database.all<EventRow>('select * from realtime_events where seq > ? order by seq', last)
  for (const row of rows) {
    const { tenant, channel_unique_id } = row
    const common = messageOf(row, recordOf(row))
    // What a channel tells of what somebody has not read is theirs alone.
    const messageFor = ({ user }: OpenSocket): object =>
      row.object_type === 'channel' ? messageOf(row, seenChannel({ ...place(tenant), user }, channel_unique_id)) : common
    const here = listeners(sockets, tenant, 'RealtimeChannel').filter(
      ({ identifier }) => identifier.channel_unique_id === channel_unique_id,
    )
    for (const subscription of here) {
      const { socket, text } = subscription
      if (mayListen({ database, tenant }, channel_unique_id, socket.user.unique_id)) tell([subscription], messageFor(socket))
      else {
        socket.subscriptions.delete(text)
        socket.send(frames.reject(text))
      }
    }
    // Our own text, a list of user ids.
    const audience = new Set(JSON.parse(row.audience) as string[])
    for (const subscription of listeners(sockets, tenant, 'UserInboxChannel'))
      if (audience.has(subscription.socket.user.unique_id)) tell([subscription], messageFor(subscription.socket))
  }
  return rows.at(-1)?.seq ?? last
}

function recordOf({ object_type, data }: EventRow): object {
  const resource = resources.get(object_type)
  // What was announced is an object, written by ourselves.
  const row = JSON.parse(data) as Record<string, unknown>
  return resource === undefined ? row : encodeRecord(resource, row)
}

function seenChannel(context: Parameters<typeof told>[0], id: string): object {
  return encodeRecord(Channel, { ...told(context, findRow(context, channels, id)) })
}

function messageOf({ event, object_type, channel_unique_id, place, sent_at }: EventRow, data: object): object {
  return { event, object_type, channel_unique_id, data, ...(place !== null && { seq: place }), sent_at }
}
