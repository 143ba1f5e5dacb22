import { ChannelMessage, getChannelHistory, publishMessage, sendDirectMessage } from '@blockstate/core/realtime'
import { createRow, findRow, instant, notFound } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import type { Answer } from '../server/answer.ts'
import { page } from '../server/answer.ts'
import type { Context } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import { refuseBlank } from '../server/refuseBlank.ts'
import { refuseParameter } from '../server/refuseParameter.ts'
import { selectPage } from '../server/selectPage.ts'
import { announce } from './announce.ts'
import { isUser, join, memberOf, openChannel } from './members.ts'
import { noteSeen } from './presence.ts'
import { publish } from './publish.ts'
import type { Given } from './publish.ts'
import { channels, messages } from './tables.ts'

/** A message is text, not a file: longer ones are refused with 413. */
const longest = 20_000

/** Messages of channels, numbered without gaps. Reading them marks nothing as read. */
export const messageHandlers = [
  handle(getChannelHistory, (context, { id, before, after, ...input }) => {
    const { last_seq = 0 } = openChannel(context, id)
    if (before !== undefined && after !== undefined && before <= after) refuseParameter('before', 'before must lie above after')
    const limits = [
      { sql: 'channel_unique_id = ?', value: id },
      { sql: '(expires_at is null or expires_at > ?)', value: instant(context.now()) },
      ...(before === undefined ? [] : [{ sql: 'seq < ?', value: before }]),
      ...(after === undefined ? [] : [{ sql: 'seq > ?', value: after }]),
    ]
    // Catching up goes on from where it stopped: the oldest first.
    const { rows, total } = selectPage(context, input, ChannelMessage, {
      table: messages.told,
      search: ['content'],
      sort: after === undefined ? '-seq' : 'seq',
      where: limits.map(({ sql }) => sql).join(' and '),
      values: limits.map(({ value }) => value),
    })
    const places = rows.map(({ seq = 0 }) => seq)
    const has_more = context.paging.page * context.paging.size < total
    const ends = places.length === 0 ? {} : { first_seq: Math.min(...places), last_seq: Math.max(...places) }
    return page(ChannelMessage, rows, { total, meta: { ...ends, channel_seq: last_seq, has_more } })
  }),
  handle(publishMessage, (context, { id, ...given }) => {
    checkContent(context, given.content)
    return context.database.transaction(() => {
      const me = context.user.unique_id
      const { status } = openChannel(context, id)
      if (memberOf(context, id, me) === undefined) refuse(403, 'forbidden', 'Not A Member', `Join channel ${id} before you publish to it.`)
      if (status === 'archived')
        refuse(409, 'conflict', 'Channel Is Archived', `Channel ${id} is archived; nothing is published to it any more.`)
      return published(context, id, given)
    })
  }),
  handle(sendDirectMessage, (context, { recipient_unique_id, ...given }) => {
    checkContent(context, given.content)
    if (recipient_unique_id === context.user.unique_id) refuseField(context.pointer('recipient_unique_id'), 'recipient_unique_id is you')
    return context.database.transaction(() => {
      noteSeen(context, context.user.unique_id)
      if (!isUser(context, recipient_unique_id)) notFound('User', recipient_unique_id)
      return published(context, directChannel(context, recipient_unique_id), given)
    })
  }),
]

function checkContent(context: Context, content: string): void {
  refuseBlank(context, { content })
  if (content.length <= longest) return
  refuse(
    413,
    'payload_too_large',
    'Message Too Long',
    `A message has at most ${longest} characters, this one ${content.length}; send a file.`,
  )
}

function published(context: Context, channel: string, given: Given): Answer {
  const { message, isNew } = publish(context, channel, context.user.unique_id, given)
  return record(ChannelMessage, message, isNew ? {} : { status: 200 })
}

/** The channel of two users, whoever wrote first. */
function directChannel(context: Context, other: string): string {
  const { database, tenant, user } = context
  const pair = [user.unique_id, other].toSorted().join(' ')
  const known = database.get<{ unique_id: string }>('select unique_id from realtime_channels where tenant = ? and pair = ?', tenant, pair)
  if (known !== undefined) {
    // Whoever left is written to again.
    for (const one of [user.unique_id, other])
      if (memberOf(context, known.unique_id, one) === undefined) join(context, known.unique_id, one, 'member')
    return known.unique_id
  }
  const { unique_id } = createRow(context, channels, { name: 'Direct messages', channel_type: 'direct' }, { status: 'active', pair })
  for (const one of [user.unique_id, other]) join(context, unique_id, one, 'member')
  const data = findRow(context, channels, unique_id)
  announce(context, { event: 'channel.created', object_type: 'channel', channel_unique_id: unique_id, data, inboxes: [other] })
  return unique_id
}
