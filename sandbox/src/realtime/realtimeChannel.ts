import type { Place } from '../database/place.ts'
import type { InProcess } from '../server/inProcess.ts'
import { askFor, told } from './channelRules.ts'
import type { ChannelRules, Subscription } from './channelRules.ts'
import { envelope } from './envelope.ts'
import type { Told } from './envelope.ts'
import type { Identifier } from './identifier.ts'
import { listeners, tell } from './listeners.ts'
import type { OpenSocket } from './openSocket.ts'
import type { PresenceKeeper } from './presenceKeeper.ts'
import { isPresent, presenceIn } from './presence.ts'

type ChannelIdentifier = Extract<Identifier, { channel: 'RealtimeChannel' }>
type Listening = Subscription<ChannelIdentifier>

export interface RealtimeChannelParts {
  readonly ask: InProcess
  readonly place: (tenant: string) => Place
  readonly sockets: Iterable<OpenSocket>
  readonly presence: PresenceKeeper
}

/**
 * The rules of one channel's events: who may read it over HTTP may listen, and what is done here is what the HTTP operations do.
 *
 * @example
 * const rules = realtimeChannel({ ask, place, sockets, presence })
 */
export function realtimeChannel({ ask, place, sockets, presence }: RealtimeChannelParts): ChannelRules<ChannelIdentifier> {
  const placeOf = ({ socket }: Listening): Place => place(socket.tenant)
  const route = ({ identifier }: Listening): string => `realtime/channels/${encodeURIComponent(identifier.channel_unique_id)}`
  const messageFor = (one: Listening, message: Omit<Told, 'channel_unique_id'>): object =>
    envelope({ ...message, channel_unique_id: one.identifier.channel_unique_id }, placeOf(one).now())
  const refused = (one: Listening, event: string, data: object): void =>
    tell([one], messageFor(one, { event, object_type: 'refusal', data }))

  const publish = async (one: Listening, { action: _, ...message }: Readonly<Record<string, unknown>>): Promise<void> => {
    const { status, document } = await askFor(ask, one.socket, 'POST', `${route(one)}/messages`, { message })
    // A first one is announced to everybody, its sender included; of a repetition only the sender hears.
    if (status === 201) return
    if (status === 200) {
      const seq = Number(told(document, 'data', 'attributes', 'seq'))
      const data = Object(told(document, 'data')) as object // the record just answered
      return tell([one], messageFor(one, { event: 'message.created', object_type: 'message', data, seq }))
    }
    refused(one, 'message.rejected', { idempotency_key: message['idempotency_key'] ?? null, ...reasonOf(document) })
  }

  const typing = (one: Listening, { typing: on }: Readonly<Record<string, unknown>>): void => {
    const { socket, identifier } = one
    const { unique_id } = socket.user
    const member = presenceIn(placeOf(one), identifier.channel_unique_id).find(({ user_unique_id }) => user_unique_id === unique_id)
    if (member === undefined) return refused(one, 'action.rejected', { action: 'typing', ...notAMember })
    const data = { user_unique_id: unique_id, display_name: member.display_name, typing: on === true }
    const others = listeners(sockets, socket.tenant, 'RealtimeChannel').filter(
      (other) => other.identifier.channel_unique_id === identifier.channel_unique_id && other.socket.user.unique_id !== unique_id,
    )
    tell(others, messageFor(one, { event: 'typing', object_type: 'typing', data }))
  }

  const read = async (one: Listening, { up_to_seq }: Readonly<Record<string, unknown>>): Promise<void> => {
    const { status, document } = await askFor(ask, one.socket, 'PUT', `${route(one)}/read`, up_to_seq === undefined ? {} : { up_to_seq })
    if (status >= 300) refused(one, 'action.rejected', { action: 'read', ...reasonOf(document) })
  }

  const setPresence = (one: Listening, { status, status_message }: Readonly<Record<string, unknown>>): void => {
    const reason = presence.set(one.socket.tenant, one.socket.user.unique_id, status, status_message)
    if (reason !== undefined) refused(one, 'action.rejected', { action: 'presence', code: 'validation_error', message: reason })
  }

  return {
    join: async (one) => {
      const { status } = await askFor(ask, one.socket, 'GET', route(one))
      if (status !== 200) return null
      return () => {
        const users = presenceIn(placeOf(one), one.identifier.channel_unique_id)
        const data = { users, online_count: users.filter(isPresent).length }
        return [messageFor(one, { event: 'presence.state', object_type: 'presence', data })]
      }
    },
    perform: async (one, data) => {
      const { action } = data
      if (action === 'publish') return publish(one, data)
      if (action === 'typing') return typing(one, data)
      if (action === 'read') return read(one, data)
      if (action === 'presence') return setPresence(one, data)
      const message = `There is no action '${String(action)}'; the actions are publish, typing, read and presence.`
      refused(one, 'action.rejected', { action: action ?? null, code: 'unknown_action', message })
    },
  }
}

const notAMember = { code: 'forbidden', message: 'Join the channel first; whoever only listens is not seen typing.' }

/** Why an operation refused, as the first of its errors says. */
function reasonOf(document: unknown): { readonly code: unknown; readonly message: unknown } {
  const first = told(document, 'errors', '0')
  return { code: told(first, 'code'), message: told(first, 'detail') }
}
