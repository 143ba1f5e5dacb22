import type { RecordOf } from '@blockstate/core/describe'
import type { Channel, ChannelSubscription } from '@blockstate/core/realtime'
import type { Place } from '../database/place.ts'
import { createRow, findRow } from '../database/rows.ts'
import type { Context } from '../server/context.ts'
import { refuse } from '../server/refusal.ts'
import { isPresent, noteSeen, presenceIn } from './presence.ts'
import { channels, members } from './tables.ts'

type ChannelRow = RecordOf<typeof Channel>
type MemberRow = RecordOf<typeof ChannelSubscription>

/**
 * A member of a channel; `undefined` where the user is none.
 *
 * @example
 * memberOf(context, 'c1', context.user.unique_id)?.role
 */
export function memberOf(place: Place, channel: string, user: string): MemberRow | undefined {
  const sql = 'select unique_id from realtime_members where tenant = ? and channel_unique_id = ? and user_unique_id = ?'
  const id = place.database.get<{ unique_id: string }>(sql, place.tenant, channel, user)?.unique_id
  return id === undefined ? undefined : findRow(place, members, id)
}

/**
 * Makes somebody a member; what was said before counts as read. Call it inside a transaction.
 *
 * @example
 * join(context, 'c1', 'u2', 'member')
 */
export function join(place: Place, channel_unique_id: string, user_unique_id: string, role: MemberRow['role']): MemberRow {
  const read_place = findRow(place, channels, channel_unique_id).last_seq ?? 0
  return createRow(place, members, {}, { channel_unique_id, user_unique_id, role, read_place })
}

/**
 * Is there such a user in this tenant?
 *
 * @example
 * if (!isUser(context, recipient)) notFound('User', recipient)
 */
export function isUser({ database, tenant }: Place, id: string): boolean {
  return database.get('select 1 from users where tenant = ? and unique_id = ?', tenant, id) !== undefined
}

/**
 * A channel that the caller may look into: a public one, or one of theirs; 404 where there is none, 403 where it is closed to them. Asking
 * tells that they are there.
 *
 * @example
 * const channel = openChannel(context, input.id)
 */
export function openChannel(context: Context, id: string): ChannelRow {
  noteSeen(context, context.user.unique_id)
  const channel = findRow(context, channels, id)
  if (channel.channel_type !== 'public' && memberOf(context, id, context.user.unique_id) === undefined) {
    refuse(403, 'forbidden', 'Channel Is Closed', `Channel ${id} is ${channel.channel_type ?? 'private'}; a member must let you in first.`)
  }
  return told(context, channel)
}

/**
 * A channel with what depends on the caller and the moment: what they have not read, and who is there.
 *
 * @example
 * rows.map((row) => told(context, row))
 */
export function told(context: Place & Pick<Context, 'user'>, channel: ChannelRow): ChannelRow {
  const { database, tenant, user } = context
  const sql = 'select read_place from realtime_members where tenant = ? and channel_unique_id = ? and user_unique_id = ?'
  const read = database.get<{ read_place: number }>(sql, tenant, channel.unique_id, user.unique_id)?.read_place
  const online_count = presenceIn(context, channel.unique_id).filter(isPresent).length
  return { ...channel, unread_count: read === undefined ? 0 : (channel.last_seq ?? 0) - read, online_count }
}
