import type { Client } from './createClient.ts'
import type { SendBytes } from './sendBytes.ts'
import { createTransport } from './transport.ts'
import type { Transport } from './transport.ts'

/**
 * A transport that tells of the bytes that leave. Its timeout is for standing still: every byte begins it anew, for no limit fits both a
 * note and a film.
 *
 * @example
 * perform({ ...client, transport: bytesTransport(client, send, (bytes) => show(bytes)) }, uploadFile, input)
 */
export function bytesTransport({ platform, keeper }: Client, send: SendBytes, told: (sent: number) => void): Transport {
  return (request, passage, use) => {
    let moved = (): void => {}
    const after = (ms: number, run: () => void): (() => void) => {
      let stop = platform.after(ms, run)
      moved = () => {
        stop()
        stop = platform.after(ms, run)
      }
      return () => {
        moved = () => {}
        stop()
      }
    }
    const fetch: typeof globalThis.fetch = (input, init = {}) =>
      // A transport asks for an address in text.
      send(input as string, init, (sent) => {
        moved()
        told(sent)
      })
    return createTransport(fetch, { ...platform, after }, keeper.clock.heard)(request, passage, use)
  }
}
