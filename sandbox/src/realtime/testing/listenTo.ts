import { until } from '@blockstate/core/testing'
import type { VirtualSandbox } from '../../testing/virtualSandbox.ts'
import { SUBPROTOCOL } from '../frames.ts'

/** A frame as it came. */
export interface CameIn {
  readonly type?: string
  readonly reason?: string
  readonly reconnect?: boolean
  readonly identifier?: string
  readonly message?: Readonly<Record<string, unknown>> & { readonly event: string; readonly data: Readonly<Record<string, unknown>> }
}

/** Somebody's open socket, and what came in. */
export interface Ear {
  readonly socket: WebSocket
  /** Every frame but the pings. */
  readonly frames: readonly CameIn[]
  /** What the channels said, in order. */
  readonly messages: readonly NonNullable<CameIn['message']>[]
  /** Subscribes, and waits for the answer: true where it was confirmed. */
  subscribe(identifier: object): Promise<boolean>
  unsubscribe(identifier: object): void
  perform(identifier: object, data: object): void
  /** How the socket was closed; `null` while it is open. */
  closed(): { readonly code: number; readonly reason: string } | null
}

/**
 * Opens a socket in memory in the name of whoever has this access token, and waits for the welcome, or for the refusal.
 *
 * @example
 * const ear = await listenTo(world, { appId: 'works', token })
 * await ear.subscribe({ channel: 'UserInboxChannel' })
 */
export async function listenTo(world: VirtualSandbox, who: { readonly appId: string; readonly token: string }): Promise<Ear> {
  const answer = await world.call('POST', '/v1/realtime/ws_tokens', who)
  const address = `${answer.told('data.attributes.ws_url')}?token=${answer.told('data.attributes.token')}&app_id=${who.appId}`
  return earOf(new world.sandbox.WebSocket(address, SUBPROTOCOL))
}

/**
 * Collects what comes in over a socket, and waits until it is welcome or closed.
 *
 * @example
 * const ear = await earOf(new sandbox.WebSocket(address, 'actioncable-v1-json'))
 */
export async function earOf(socket: WebSocket): Promise<Ear> {
  const frames: CameIn[] = []
  const messages: NonNullable<CameIn['message']>[] = []
  let end: { readonly code: number; readonly reason: string } | null = null
  socket.onmessage = ({ data }) => {
    // Frames are objects, as the tests go on to check.
    const frame = JSON.parse(String(data)) as CameIn
    // A ping's message is its time.
    if (frame.type === 'ping') return
    frames.push(frame)
    if (frame.message !== undefined) messages.push(frame.message)
  }
  socket.onclose = ({ code, reason }) => {
    end = { code, reason }
  }
  const send = (command: string, identifier: object, data?: object): void =>
    socket.send(JSON.stringify({ command, identifier: JSON.stringify(identifier), ...(data && { data: JSON.stringify(data) }) }))
  await until(() => frames.length > 0 || end !== null)
  return {
    socket,
    frames,
    messages,
    subscribe: async (identifier) => {
      const before = frames.length
      const text = JSON.stringify(identifier)
      send('subscribe', identifier)
      const answer = (): CameIn | undefined => frames.slice(before).find((frame) => frame.identifier === text && frame.type !== undefined)
      await until(() => answer() !== undefined || end !== null)
      return answer()?.type === 'confirm_subscription'
    },
    unsubscribe: (identifier) => send('unsubscribe', identifier),
    perform: (identifier, data) => send('message', identifier, data),
    closed: () => end,
  }
}
