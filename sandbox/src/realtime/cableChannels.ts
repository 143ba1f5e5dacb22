import type { Place } from '../database/place.ts'
import type { InProcess } from '../server/inProcess.ts'
import { changesChannel } from './changesChannel.ts'
import type { ReadOf } from './changesChannel.ts'
import type { ChannelRules, Subscription } from './channelRules.ts'
import { envelope } from './envelope.ts'
import { frames } from './frames.ts'
import type { ClientFrame } from './frames.ts'
import { readIdentifier } from './identifier.ts'
import type { Identifier } from './identifier.ts'
import { inboxChannel } from './inboxChannel.ts'
import { tell } from './listeners.ts'
import type { OpenSocket } from './openSocket.ts'
import type { PresenceKeeper } from './presenceKeeper.ts'
import { realtimeChannel } from './realtimeChannel.ts'

/** Subscriptions one socket may have. */
const MOST = 1_000

export interface CableChannelsParts {
  readonly readOf: ReadOf
  readonly ask: InProcess
  readonly place: (tenant: string) => Place
  readonly sockets: Iterable<OpenSocket>
  readonly presence: PresenceKeeper
  /** Tells what was announced so far. */
  readonly settle: () => void
}

/** What clients' frames come to. */
export interface CableChannels {
  /** Takes one frame of an open socket. */
  take(socket: OpenSocket, frame: ClientFrame): Promise<void>
}

/**
 * The channels that can be subscribed to, behind one door.
 *
 * @example
 * await createCableChannels(parts).take(socket, { command: 'subscribe', identifier, data: {} })
 */
export function createCableChannels(parts: CableChannelsParts): CableChannels {
  const rules: { readonly [C in Identifier['channel']]: object } = {
    RealtimeChannel: realtimeChannel(parts),
    UserInboxChannel: inboxChannel(),
    ChangesChannel: changesChannel(parts.readOf),
  }
  // Each channel's rules are given that channel's identifiers and no others.
  const rulesOf = ({ channel }: Identifier): ChannelRules<Identifier> => rules[channel] as ChannelRules<Identifier>

  const subscribe = async (socket: OpenSocket, text: string): Promise<void> => {
    // Clients that have not heard of the confirmation yet ask again.
    if (socket.subscriptions.has(text)) return socket.send(frames.confirm(text))
    const identifier = readIdentifier(text)
    const room = socket.subscriptions.size < MOST
    const joined = identifier === undefined || !room ? null : await rulesOf(identifier).join({ socket, text, identifier })
    if (identifier === undefined || joined === null) return socket.send(frames.reject(text))
    // What was announced before belongs to those who were there.
    parts.settle()
    socket.subscriptions.set(text, identifier)
    socket.send(frames.confirm(text))
    for (const message of joined()) socket.send(frames.message(text, message))
  }

  const perform = async (one: Subscription, data: ClientFrame['data']): Promise<void> => {
    const own = rulesOf(one.identifier)
    if (own.perform !== undefined) return own.perform(one, data)
    const refusal = { action: data['action'] ?? null, code: 'unknown_action', message: 'Here one listens; there is nothing to be done.' }
    const { now } = parts.place(one.socket.tenant)
    tell([one], envelope({ event: 'action.rejected', object_type: 'refusal', channel_unique_id: null, data: refusal }, now()))
  }

  return {
    take: async (socket, { command, identifier: text, data }) => {
      if (command === 'subscribe') return subscribe(socket, text)
      const identifier = socket.subscriptions.get(text)
      // An unsubscription may overtake what was still to be done: whoever has left does nothing here.
      if (identifier === undefined) return
      if (command === 'unsubscribe') socket.subscriptions.delete(text)
      else await perform({ socket, text, identifier }, data)
    },
  }
}
