import { frames } from './frames.ts'
import type { Identifier } from './identifier.ts'
import type { OpenSocket } from './openSocket.ts'
import type { Subscription } from './channelRules.ts'

/**
 * The subscriptions of one kind in a tenant, socket by socket, in the order they were made.
 *
 * @example
 * for (const { socket, text } of listeners(sockets, 'demo', 'UserInboxChannel')) socket.send(frames.message(text, news))
 */
export function listeners<C extends Identifier['channel']>(
  sockets: Iterable<OpenSocket>,
  tenant: string,
  channel: C,
): Subscription<Extract<Identifier, { channel: C }>>[] {
  const found: Subscription<Extract<Identifier, { channel: C }>>[] = []
  for (const socket of sockets) {
    if (socket.tenant !== tenant) continue
    for (const [text, identifier] of socket.subscriptions)
      // The name of the channel says which of the identifiers it is.
      if (identifier.channel === channel) found.push({ socket, text, identifier: identifier as Extract<Identifier, { channel: C }> })
  }
  return found
}

/**
 * Tells a message to some subscriptions.
 *
 * @example
 * tell(listeners(sockets, 'demo', 'RealtimeChannel').filter(({ socket }) => socket.user.unique_id !== writer), message)
 */
export function tell(subscriptions: readonly Subscription[], message: object): void {
  for (const { socket, text } of subscriptions) socket.send(frames.message(text, message))
}
