import type { InProcess, InProcessAnswer } from '../server/inProcess.ts'
import type { Identifier } from './identifier.ts'
import type { OpenSocket } from './openSocket.ts'

/** A subscription as a channel's rules see it. */
export interface Subscription<I extends Identifier = Identifier> {
  readonly socket: OpenSocket
  /** As it was sent. */
  readonly text: string
  readonly identifier: I
}

/** How one kind of channel lets people in, and what they can do there. */
export interface ChannelRules<I extends Identifier> {
  /** May this socket listen? Answers what it is told right after the confirmation; `null` turns it away. */
  join(subscription: Subscription<I>): Promise<(() => readonly object[]) | null>
  /** Does what a listener asks for; absent where there is only something to be heard. */
  perform?(subscription: Subscription<I>, data: Readonly<Record<string, unknown>>): Promise<void>
}

/**
 * Asks an operation in the name of a socket's user, as they would over HTTP.
 *
 * @example
 * const { status } = await askFor(ask, socket, 'GET', 'realtime/channels/c1')
 */
export async function askFor(
  ask: InProcess,
  { tenant, user, origin }: OpenSocket,
  method: string,
  path: string,
  body?: object,
): Promise<InProcessAnswer> {
  return ask({ tenant, user, origin, method, path, ...(body !== undefined && { body }) })
}

/**
 * What a document says at a path of names; `undefined` where it says nothing there.
 *
 * @example
 * told(document, 'errors', '0', 'code')
 */
export function told(document: unknown, ...names: readonly string[]): unknown {
  return names.reduce(
    (value, name) => (typeof value === 'object' && value !== null ? (Reflect.get(value, name) as unknown) : undefined),
    document,
  )
}
