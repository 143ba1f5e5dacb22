import type { ServedRequest } from '../server/createServer.ts'

/** The last requests, and whoever watches for the next. */
export interface RequestLog {
  add(request: ServedRequest): void
  /** Server-sent events: the last requests, then each new one, until the reader goes or the log is closed. */
  watch(): ReadableStream<Uint8Array>
  close(): void
}

const most = 100

/**
 * Keeps the last hundred requests of one sandbox in memory. Paths only: queries and headers may hold secrets.
 *
 * @example
 * const log = createRequestLog()
 * new Response(log.watch(), { headers: { 'content-type': 'text/event-stream' } })
 */
export function createRequestLog(): RequestLog {
  const last: ServedRequest[] = []
  const watchers = new Set<ReadableStreamDefaultController<Uint8Array>>()
  const encoder = new TextEncoder()
  const print = (request: ServedRequest): Uint8Array => encoder.encode(`data: ${JSON.stringify(request)}\n\n`)
  return {
    add: (request) => {
      last.push(request)
      if (last.length > most) last.shift()
      for (const watcher of watchers) watcher.enqueue(print(request))
    },
    watch: () => {
      let own: ReadableStreamDefaultController<Uint8Array>
      return new ReadableStream<Uint8Array>({
        start: (controller) => {
          own = controller
          // A comment first: browsers report the connection as open only when bytes have come.
          controller.enqueue(encoder.encode(': requests\n\n'))
          for (const request of last) controller.enqueue(print(request))
          watchers.add(controller)
        },
        cancel: () => {
          watchers.delete(own)
        },
      })
    },
    close: () => {
      for (const watcher of watchers) watcher.close()
      watchers.clear()
    },
  }
}
