#!/usr/bin/env node
import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import type { Http2Bindings, HttpBindings } from '@hono/node-server'
import { createSandbox } from './createSandbox.ts'
import { attachSockets } from './server/attachSockets.ts'
import { demoPassword, demoUsers } from './seed/seedUsers.ts'
import { cutConnection } from './server/cutConnection.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4023' },
    host: { type: 'string', default: '127.0.0.1' },
    file: { type: 'string', default: '.sandbox/blockstate.sqlite' },
    quiet: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    skew: { type: 'string', default: '0' },
  },
})
const port = Number(values.port)
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`--port must be a number from 0 to 65535, not '${values.port}'`)
  process.exit(2)
}
const clockSkewSeconds = Number(values.skew)
if (!Number.isFinite(clockSkewSeconds) || values.skew.trim() === '') {
  console.error(`--skew must be a number of seconds, not '${values.skew}'`)
  process.exit(2)
}
if (values.fresh && values.file !== ':memory:')
  for (const end of ['', '-wal', '-shm', '-files']) rmSync(`${values.file}${end}`, { force: true, recursive: true })

const say = values.quiet ? (): void => {} : console.log
const shownHost = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(values.host) ? 'localhost' : values.host
const sandbox = createSandbox({ file: values.file, env: process.env, clockSkewSeconds })
const answer = async (request: Request, { outgoing }: HttpBindings | Http2Bindings): Promise<Response> =>
  cutConnection(await sandbox.fetch(request), () => outgoing.socket?.destroySoon())
const server = serve({ fetch: answer, port, hostname: values.host }, (address) => {
  const origin = `http://${shownHost}:${address.port}`
  say(`Blockstate sandbox at ${origin} (data in ${values.file})`)
  say(`  base URL   ${origin}/v1   or a block's own host ${origin}/hosts/<block>`)
  say(`  demo       app-id 'demo', ${demoUsers.ada.email} / ${demoPassword}`)
})
// Served without a createServer of its own, it is node:http's.
const cutSockets = attachSockets(server as Server, sandbox.cable)
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(error.code === 'EADDRINUSE' ? `Port ${port} is taken; choose another with --port` : error.message)
  process.exit(1)
})

/** Streams and sockets would hold a polite close for ever: they are told, given a moment, then cut. The database closes last, with nothing half-written. */
function stop(): void {
  server.close(
    () =>
      void sandbox.settled().finally(() => {
        sandbox.close()
        process.exit(0)
      }),
  )
  sandbox.cable.close()
  setTimeout(() => {
    cutSockets()
    if ('closeAllConnections' in server) server.closeAllConnections()
  }, 500).unref()
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
