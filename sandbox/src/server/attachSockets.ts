import { STATUS_CODES } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import type { Cable } from '../realtime/cable.ts'
import { SUBPROTOCOL } from '../realtime/frames.ts'
import type { Admission } from '../realtime/cable.ts'
import type { Transport } from '../realtime/openSocket.ts'

/** Bytes a frame may have on the wire: more than is read, so that whoever sends too much is told so before the end. */
const MOST = 1024 * 1024

/**
 * Puts the sandbox's sockets behind an HTTP server: requests to upgrade are admitted or refused as the cable says.
 *
 * @returns what cuts every socket that is still open; a socket would keep the server from closing
 *
 * @example
 * const cutSockets = attachSockets(server, sandbox.cable)
 */
export function attachSockets(server: Server, cable: Pick<Cable, 'admit'>): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  })
  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    // Whoever hangs up while knocking is let go.
    socket.on('error', () => socket.destroy())
    const admission = await admissionOf(request, cable)
    if ('refused' in admission) {
      const { refused } = admission
      return void socket.end(`HTTP/1.1 ${refused} ${STATUS_CODES[refused] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    }
    sockets.handleUpgrade(request, socket, head, (opened) => carry(opened, admission.open))
  }
  server.on('upgrade', (request, socket, head) => void upgrade(request, socket, head))
  return () => {
    for (const one of sockets.clients) one.terminate()
  }
}

async function admissionOf({ headers, url = '/' }: IncomingMessage, cable: Pick<Cable, 'admit'>): Promise<Admission> {
  const address = URL.parse(url, `ws://${headers.host ?? 'localhost'}`)
  if (address === null) return { refused: 400 }
  const protocols = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  return cable.admit({ url: address.href, protocols: protocols.filter((name) => name !== '') })
}

function carry(socket: WebSocket, open: (transport: Transport) => ReturnType<Extract<Admission, { open: unknown }>['open']>): void {
  const connection = open({
    send: (text) => socket.send(text),
    close: (code, reason) => socket.close(code, reason),
    terminate: () => socket.terminate(),
    ping: () => socket.ping(),
  })
  socket.on('message', (data: Buffer, isBinary) => connection.receive(isBinary ? '' : data.toString()))
  socket.on('pong', () => connection.alive())
  socket.on('close', () => connection.closed())
  // A frame that breaks the protocol, or a broken line: `close` follows and says all that is of use.
  socket.on('error', () => {})
}
