import type { Cable } from './cable.ts'
import { SUBPROTOCOL } from './frames.ts'
import type { Connection, Transport } from './openSocket.ts'

const states = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 } as const

type Fields = Pick<WebSocket, 'onopen' | 'onmessage' | 'onclose' | 'onerror'>

/**
 * The browser's `WebSocket`, with the sandbox at the other end and no network in between. What is sent arrives later, in order; whatever
 * host an address names, it leads to this sandbox.
 *
 * The constructor throws a `SyntaxError` for an address that is none; `send` an `InvalidStateError` before the socket is open.
 *
 * @example
 * const { WebSocket } = createSandbox()
 * const socket = new WebSocket('ws://sandbox.test/v1/realtime/cable?token=…&app_id=demo', 'actioncable-v1-json')
 */
export function memoryWebSocket(admit: Cable['admit']): typeof WebSocket {
  function MemoryWebSocket(address: string | URL, offered: string | string[] = []): WebSocket {
    const protocols = [offered].flat()
    const handlers: Fields = { onopen: null, onmessage: null, onclose: null, onerror: null }
    const own = { url: addressOf(address), protocol: '', extensions: '', bufferedAmount: 0, binaryType: 'blob', readyState: 0 as number }
    const target = new EventTarget()
    let connection: Connection | undefined
    let turn = Promise.resolve()
    const later = (run: () => void): void => {
      turn = turn.then(run)
    }
    const finish = (code: number, reason: string, wasClean: boolean): void => {
      if (own.readyState === states.CLOSED) return
      own.readyState = states.CLOSED
      connection?.closed()
      if (!wasClean) target.dispatchEvent(new Event('error'))
      // Node 22 has no CloseEvent: the fields are what is read.
      target.dispatchEvent(Object.assign(new Event('close'), { code, reason, wasClean }))
    }
    const transport: Transport = {
      send: (text) =>
        later(() => void (own.readyState === states.OPEN && target.dispatchEvent(new MessageEvent('message', { data: text })))),
      close: (code = 1005, reason = '') => later(() => finish(code, reason, true)),
      terminate: () => later(() => finish(1006, '', false)),
      // Both ends live in one process: the other is as alive as this one.
      ping: () => connection?.alive(),
    }
    const connect = async (): Promise<void> => {
      const admission = await admit({ url: own.url, protocols })
      if (own.readyState !== states.CONNECTING || 'refused' in admission) return finish(1006, '', false)
      own.readyState = states.OPEN
      own.protocol = protocols.length === 0 ? '' : SUBPROTOCOL
      // Before the welcome, which is said as soon as it is open.
      later(() => void target.dispatchEvent(new Event('open')))
      connection = admission.open(transport)
    }
    void connect()

    const send: WebSocket['send'] = (data) => {
      if (own.readyState === states.CONNECTING) throw new DOMException('The socket is not open yet', 'InvalidStateError')
      if (own.readyState !== states.OPEN) return
      // Bytes are no frame of this protocol; the server says so.
      const text = typeof data === 'string' ? data : ''
      later(() => void (own.readyState !== states.CLOSED && connection?.receive(text)))
    }
    const close: WebSocket['close'] = (code, reason = '') => {
      if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999))
        throw new DOMException(`A page may close with 1000 or 3000 to 4999, not ${code}`, 'InvalidAccessError')
      if (own.readyState >= states.CLOSING) return
      const connecting = own.readyState === states.CONNECTING
      own.readyState = states.CLOSING
      if (!connecting) later(() => finish(code ?? 1005, reason, true))
    }
    for (const type of ['open', 'message', 'close', 'error'] as const)
      target.addEventListener(type, (event) => Reflect.apply(handlers[`on${type}`] ?? (() => {}), socket, [event]))
    const fields = Object.fromEntries(
      [own, handlers].flatMap((held) =>
        Object.keys(held).map((name) => [
          name,
          {
            get: (): unknown => Reflect.get(held, name),
            set: (value: unknown) => void (held === handlers && Reflect.set(held, name, value)),
          },
        ]),
      ),
    )
    // Every field of the interface has just been given.
    const socket = Object.defineProperties(Object.assign(target, { ...states, send, close }), fields) as unknown as WebSocket
    return socket
  }
  // A function that answers an object can be called with `new`; the constants stand on both, as in browsers.
  return Object.assign(MemoryWebSocket, states) as unknown as typeof WebSocket
}

function addressOf(address: string | URL): string {
  const url = URL.parse(address)
  if (url === null || !/^(ws|http)s?:$/.test(url.protocol))
    throw new DOMException(`'${String(address)}' is no address of a socket`, 'SyntaxError')
  return url.href.replace(/^http/, 'ws')
}
