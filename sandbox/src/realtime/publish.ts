import type { RecordOf } from '@blockstate/core/describe'
import type { ChannelMessage } from '@blockstate/core/realtime'
import { changeRow, createRow, findRow, instant } from '../database/rows.ts'
import type { Place } from '../database/place.ts'
import { announce } from './announce.ts'
import { memberOf } from './members.ts'
import { channels, members, messages } from './tables.ts'

type MessageRow = RecordOf<typeof ChannelMessage>

/** A message as it is given. */
export interface Given extends Partial<
  Pick<MessageRow, 'event' | 'message_type' | 'attachments' | 'metadata' | 'idempotency_key' | 'expires_at'>
> {
  readonly content: string
}

/**
 * Publishes a message: it gets the channel's next number, counts as read by its sender, moves the channel up, and is announced. The same
 * key by the same sender publishes once: `isNew` is false, and the message is the one that is there. Call it inside a transaction.
 *
 * @example
 * const { message, isNew } = publish(context, 'c1', 'u1', { content: 'Hello', idempotency_key: 'k1' })
 */
export function publish(place: Place, channel_unique_id: string, sender_id: string, given: Given): { message: MessageRow; isNew: boolean } {
  const { database, tenant } = place
  const { idempotency_key, event = 'message', message_type = 'text' } = given
  const same = `select unique_id from realtime_messages where tenant = ? and channel_unique_id = ? and sender_id = ? and idempotency_key = ?`
  const known =
    typeof idempotency_key === 'string'
      ? database.get<{ unique_id: string }>(same, tenant, channel_unique_id, sender_id, idempotency_key)
      : undefined
  if (known !== undefined) return { message: findRow(place, messages, known.unique_id), isNew: false }
  const channel = findRow(place, channels, channel_unique_id)
  const seq = (channel.last_seq ?? 0) + 1
  const beside = { channel_unique_id, place: seq, sender_id, sender_role: 'user', status: 'sent' }
  const message = createRow(place, messages, { ...given, event, message_type }, beside)
  const sender = memberOf(place, channel_unique_id, sender_id)
  if (sender !== undefined) changeRow(place, members, sender.unique_id, {}, { read_place: seq, last_read_at: instant(place.now()) })
  changeRow(place, channels, channel_unique_id, {})
  // Nobody joins a direct channel to hear of it: what is said there comes to their inbox.
  const inboxes = channel.channel_type === 'direct' ? (channel.members ?? []) : []
  announce(place, { event: 'message.created', object_type: 'message', channel_unique_id, data: message, seq, inboxes })
  return { message, isNew: true }
}
