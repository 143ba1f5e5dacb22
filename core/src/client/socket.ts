import {
  ActionCableProtocol,
  Cable,
  DisconnectedError,
  JSONEncoder,
  StaleConnectionError,
  SubscriptionRejectedError,
  WebSocketTransport,
} from '@anycable/core'
import { createSocketToken } from '../blocks/realtime.ts'
import { BlockstateError, isBlockstateError } from '../wire/error.ts'
import type { Carrier, CarrierNews } from './carrier.ts'
import type { Client } from './createClient.ts'
import { reconnectIn } from './reconnectIn.ts'

/** Milliseconds without a word from the server, which sends one every three seconds, after which the connection counts as dead. */
const SILENCE = 7_000

/** Milliseconds the socket stays open when nobody wants anything of it: the next page may. */
const IDLE = 10_000

/** Milliseconds until it is asked again whether there are sockets, after the server said that there are none for this user. */
const REFUSED = 300_000

/**
 * One socket, in the framing of ActionCable: opened with a token of its own each time, opened again when it is lost, not while the page is
 * offline and not while nobody wants anything.
 *
 * @param tell hears everything, in the order it comes
 *
 * @example
 * const socket = openSocket(client, client.socket, (news) => show(news))
 * socket.want([identifierOf('RealtimeChannel', { channel_unique_id: id })])
 */
export function openSocket(client: Client, WebSocket: typeof globalThis.WebSocket, tell: (news: CarrierNews) => void): Carrier {
  const { platform } = client
  const wanted = new Map<string, ReturnType<Cable['subscribeTo']>>()
  let failures = 0
  let heardAt = platform.now()
  /** The next thing it does by itself. */
  let next: (() => void) | undefined
  let closed = false
  let needed = false

  const transport = new WebSocketTransport('ws://not.yet', { websocketImplementation: WebSocket, subprotocol: 'actioncable-v1-json' })
  const cable = new Cable({
    protocol: new ActionCableProtocol(),
    encoder: new JSONEncoder(),
    transport,
    transportConfigurator: async () => {
      const { token, ws_url } = await client.call(createSocketToken, {})
      if (closed || !needed) throw new BlockstateError('aborted', `${createSocketToken.route}: nobody needs the socket any more.`)
      transport.setURL(ws_url)
      transport.setParam('token', token)
      transport.setParam('app_id', client.appId)
    },
  })
  const plan = (ms: number, run: () => void): void => {
    next?.()
    next = platform.after(ms, run)
  }
  /** Looks whether the server is still there. Its own clock may have slept. */
  const watch = (): void => {
    const quiet = platform.now() - heardAt
    if (quiet < SILENCE) return plan(SILENCE - quiet, watch)
    if (cable.state === 'connected') return cable.disconnected(new StaleConnectionError())
    // While it is being opened only the socket knows how to end it; the question for a token ends by itself.
    plan(SILENCE, watch)
    void transport.close()
  }
  const connect = (): void => {
    if (closed || !needed || !platform.online()) return
    if (cable.state === 'connected' || cable.state === 'connecting') return watch()
    heardAt = platform.now()
    // How it ends is told by its events. Asked twice: the first hears of nothing as long as it waits for its token.
    for (const ask of [cable.connect, cable.connect]) ask.call(cable).catch(() => {})
    plan(SILENCE, watch)
  }
  const lost = (reason?: Error): void => {
    tell({ down: null })
    if (closed) return
    const error: unknown = reason instanceof DisconnectedError ? reason.cause : reason
    const never = isBlockstateError(error) && (error.code === 'not_found' || error.code === 'forbidden')
    plan(never ? REFUSED : reconnectIn(failures, platform.random()), connect)
    failures += 1
  }
  const subscribe = (identifier: string): void => {
    // Made by identifierOf.
    const { channel, ...params } = JSON.parse(identifier) as Record<string, string>
    const subscription = cable.subscribeTo(channel as string, params)
    wanted.set(identifier, subscription)
    const mine = (): boolean => wanted.get(identifier) === subscription
    subscription.on('connect', () => mine() && tell({ up: identifier }))
    subscription.on('disconnect', () => mine() && tell({ down: identifier }))
    subscription.on('message', (message) => mine() && tell({ on: identifier, message }))
    subscription.on('close', (reason) => {
      if (!mine()) return
      if (reason instanceof SubscriptionRejectedError) {
        // The next time it is wanted it is asked for anew.
        wanted.delete(identifier)
        tell({ refused: identifier })
      }
      // It asked for an answer twice, and had none.
      else cable.disconnected(new DisconnectedError(reason ?? new Error('a subscription was not answered')))
    })
  }
  cable.on('connect', () => {
    failures = 0
  })
  cable.on('keepalive', () => {
    heardAt = platform.now()
  })
  cable.on('disconnect', lost)
  cable.on('close', lost)
  const soon = (): void => {
    if (cable.state === 'connected') watch()
    else if (cable.state !== 'connecting') {
      failures = 0
      connect()
    }
  }
  const undo = [platform.onReconnect(soon), platform.onFocus(soon)]

  return {
    want: (identifiers) => {
      for (const [identifier, subscription] of wanted) {
        if (identifiers.includes(identifier)) continue
        wanted.delete(identifier)
        subscription.disconnect()
      }
      needed = identifiers.length > 0
      // Before anything is subscribed to: that would connect without anybody looking after it.
      connect()
      for (const identifier of identifiers) if (!wanted.has(identifier)) subscribe(identifier)
      if (!needed)
        plan(IDLE, () => {
          failures = 0
          cable.disconnect()
        })
    },
    perform: (identifier, action, data) => {
      const subscription = wanted.get(identifier)
      if (subscription?.state !== 'connected') return
      // It may be lost this very moment: then the word is lost with it.
      subscription.perform(action, { ...data }).catch(() => {})
    },
    close: () => {
      closed = true
      undo.forEach((off) => off())
      next?.()
      wanted.clear()
      cable.disconnect()
    },
  }
}
