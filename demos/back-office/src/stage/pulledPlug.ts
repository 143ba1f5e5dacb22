import { hostPlatform } from '@blockstate/core'
import type { Platform } from '@blockstate/core'
import type { ReadableAtom } from 'nanostores'

/** What a client is made with, so that it believes its network is gone. */
export interface PulledPlug {
  readonly platform: Platform
  readonly fetch: typeof globalThis.fetch
  readonly WebSocket: typeof globalThis.WebSocket
}

/**
 * A network that a switch on the page can take away: nothing is sent, and the client is told so as a browser tells it.
 *
 * @param isOut whether the network is gone in a state of the switch
 * @param isDeaf whether sockets are lost in it, and nothing else
 *
 * @example
 * createClient({ appId: 'demo', ...pulledPlug($network, ({ situation }) => situation.id === 'offline') })
 */
export function pulledPlug<State>(
  $switch: ReadableAtom<State>,
  isOut: (state: State) => boolean,
  isDeaf: (state: State) => boolean = () => false,
): PulledPlug {
  const host = hostPlatform()
  const out = (): boolean => isOut($switch.get())
  const sockets = new Set<WebSocket>()
  $switch.listen((state) => {
    if (isOut(state) || isDeaf(state)) for (const socket of sockets) socket.close()
  })
  function PluggedSocket(url: string | URL, protocols?: string | string[]): WebSocket {
    const socket = new globalThis.WebSocket(url, protocols)
    sockets.add(socket)
    socket.addEventListener('close', () => sockets.delete(socket))
    return socket
  }
  return {
    platform: {
      ...host,
      online: () => host.online() && !out(),
      onReconnect: (run) => {
        let wasOut = out()
        const offSwitch = $switch.listen((state) => {
          const back = wasOut && !isOut(state)
          wasOut = isOut(state)
          if (back) run()
        })
        const offHost = host.onReconnect(run)
        return () => {
          offSwitch()
          offHost()
        }
      },
    },
    // A browser without a network rejects just so.
    fetch: (input, init) => (out() ? Promise.reject(new TypeError('Failed to fetch')) : globalThis.fetch(input, init)),
    // Called with `new`, a function that returns an object returns that object.
    WebSocket: PluggedSocket as unknown as typeof globalThis.WebSocket,
  }
}
