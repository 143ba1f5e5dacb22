import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { Http2Bindings, HttpBindings } from '@hono/node-server'
import type { Sandbox } from '../createSandbox.ts'
import { attachSockets } from '../server/attachSockets.ts'
import { cutConnection } from '../server/cutConnection.ts'

/** A sandbox behind a real socket. */
export interface Listening {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  /** Ends it and every connection. */
  close(): void
}

/**
 * Puts a sandbox behind a free port of this machine, as the command serves it.
 *
 * @example
 * const { origin, close } = await listen(sandbox)
 */
export async function listen(sandbox: Sandbox): Promise<Listening> {
  const answer = async (request: Request, { outgoing }: HttpBindings | Http2Bindings): Promise<Response> =>
    cutConnection(await sandbox.fetch(request), () => outgoing.socket?.destroySoon())
  // Made without a createServer of its own, the adaptor's server is node:http's.
  const server = createAdaptorServer({ fetch: answer }) as Server
  const cutSockets = attachSockets(server, sandbox.cable)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () => {
      cutSockets()
      server.closeAllConnections()
      server.close()
    },
  }
}
