import {
  Channel,
  ChannelSubscription,
  createChannel,
  getChannel,
  getPresence,
  listChannels,
  markChannelRead,
  Presence,
  subscribeChannel,
  unsubscribeChannel,
} from '@blockstate/core/realtime'
import { equalTo } from '../database/equalTo.ts'
import type { Place } from '../database/place.ts'
import { changeRow, createRow, findRow, instant, notFound, removeRow } from '../database/rows.ts'
import { list, nothing, page, record } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { refuseBlank } from '../server/refuseBlank.ts'
import { selectPage } from '../server/selectPage.ts'
import { announce } from './announce.ts'
import { isUser, join, memberOf, openChannel, told } from './members.ts'
import { isPresent, noteSeen, presenceIn } from './presence.ts'
import { channels, members } from './tables.ts'

const mine = `exists (select 1 from realtime_members m where m.tenant = realtime_channels_told.tenant
  and m.channel_unique_id = realtime_channels_told.unique_id and m.user_unique_id = ?`

/** Channels: who is in them, and how far they have read. */
export const channelHandlers = [
  handle(listChannels, (context, { channel_type, status, has_unread, ...input }) => {
    const me = context.user.unique_id
    noteSeen(context, me)
    const narrowed = equalTo({ channel_type, status })
    const unread =
      has_unread === undefined ? '' : ` and ${has_unread ? '' : 'not '}${mine} and m.read_place < realtime_channels_told.last_seq)`
    const { rows, total } = selectPage(context, input, Channel, {
      table: channels.told,
      search: ['name', 'description'],
      sort: '-updated_at',
      where: `(channel_type = 'public' or ${mine})) and ${narrowed.where}${unread}`,
      values: [me, ...narrowed.values, ...(has_unread === undefined ? [] : [me])],
    })
    return page(
      Channel,
      rows.map((row) => told(context, row)),
      { total },
    )
  }),
  handle(getChannel, (context, { id }) => record(Channel, openChannel(context, id))),
  handle(createChannel, (context, { members: invited = [], ...input }) => {
    const { name, channel_type = 'public' } = input
    refuseBlank(context, { name })
    if (channel_type === 'direct') refuseField(context.pointer('channel_type'), 'a direct channel is opened by its first message')
    invited.forEach((id, at) => {
      if (!isUser(context, id)) refuseField(context.pointer(`members/${at}`), `there is no user ${id}`)
    })
    return context.database.transaction(() => {
      const me = context.user.unique_id
      noteSeen(context, me)
      const sql = "select 1 from realtime_channels where tenant = ? and name = ? and channel_type <> 'direct'"
      if (context.database.get(sql, context.tenant, name) !== undefined) {
        refuse(409, 'conflict', 'Channel Exists', `There is a channel '${name}' already; join it, or choose another name.`)
      }
      const { unique_id } = createRow(context, channels, { ...input, channel_type }, { status: 'active' })
      join(context, unique_id, me, 'owner')
      const others = [...new Set(invited)].filter((id) => id !== me)
      for (const id of others) join(context, unique_id, id, 'member')
      const channel = openChannel(context, unique_id)
      announce(context, { event: 'channel.created', object_type: 'channel', channel_unique_id: unique_id, data: channel, inboxes: others })
      return record(Channel, channel)
    })
  }),
  handle(subscribeChannel, (context, { id, user_unique_id = context.user.unique_id }) =>
    context.database.transaction(() => {
      const me = context.user.unique_id
      noteSeen(context, me)
      const channel = findRow(context, channels, id)
      if (!isUser(context, user_unique_id)) refuseField(context.pointer('user_unique_id'), `there is no user ${user_unique_id}`)
      const present = memberOf(context, id, user_unique_id)
      const role = memberOf(context, id, me)?.role
      const leads = role === 'owner' || role === 'admin'
      if (present !== undefined && user_unique_id === me) return record(ChannelSubscription, present, { status: 200 })
      if (user_unique_id === me ? channel.channel_type !== 'public' : !leads || channel.channel_type === 'direct') {
        refuse(403, 'forbidden', 'Not Invited', `Only an owner or admin of channel ${id} may let somebody in; ask one of them.`)
      }
      if (present !== undefined) return record(ChannelSubscription, present, { status: 200 })
      const joined = join(context, id, user_unique_id, 'member')
      const inboxes = user_unique_id === me ? [] : [user_unique_id]
      announce(context, {
        event: 'subscription.created',
        object_type: 'channel_subscription',
        channel_unique_id: id,
        data: joined,
        inboxes,
      })
      announceUpdate(context, id)
      return record(ChannelSubscription, joined)
    }),
  ),
  handle(unsubscribeChannel, (context, { id }) =>
    context.database.transaction(() => {
      findRow(context, channels, id)
      const present = memberOf(context, id, context.user.unique_id) ?? notFound('Subscription', id)
      removeRow(context, members, present.unique_id)
      announce(context, { event: 'subscription.deleted', object_type: 'channel_subscription', channel_unique_id: id, data: present })
      announceUpdate(context, id)
      return nothing()
    }),
  ),
  handle(getPresence, (context, { id }) => {
    const { last_seq = 0 } = openChannel(context, id)
    const rows = presenceIn(context, id)
    const online_count = rows.filter(isPresent).length
    return list(Presence, rows, { meta: { online_count, seq: last_seq } })
  }),
  handle(markChannelRead, (context, { id, up_to_seq }) =>
    context.database.transaction(() => {
      const { last_seq = 0 } = openChannel(context, id)
      const me = context.user.unique_id
      const member = memberOf(context, id, me) ?? refuse(403, 'forbidden', 'Not A Member', `Join channel ${id} before you mark it as read.`)
      const read_place = up_to_seq ?? last_seq
      if (read_place < 0 || read_place > last_seq) refuseField(context.pointer('up_to_seq'), `up_to_seq must be from 0 to ${last_seq}`)
      const read_at = instant(context.now())
      changeRow(context, members, member.unique_id, {}, { read_place, last_read_at: read_at })
      const data = { context_unique_id: id, user_unique_id: me, seq: read_place, read_at, object_type: 'read_receipt' }
      announce(context, { event: 'read_receipt', object_type: 'read_receipt', channel_unique_id: id, data })
      return record(Channel, openChannel(context, id))
    }),
  ),
]

/** Its members have changed: the lists in which the others have it are to show so. */
function announceUpdate(place: Place, id: string): void {
  const channel = findRow(place, channels, id)
  announce(place, {
    event: 'channel.updated',
    object_type: 'channel',
    channel_unique_id: id,
    data: channel,
    inboxes: channel.members ?? [],
  })
}
