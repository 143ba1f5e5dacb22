import type { After } from '../server/after.ts'
import type { Transport } from '../realtime/openSocket.ts'
import type { Fault } from './readFault.ts'

/**
 * A socket's way out with a fault laid over it: each frame late, cut after so many, or silent from then on with nothing closed. A frame
 * counts as an event of a stream does; the first is the welcome.
 *
 * @example
 * disturbFrames(transport, { drop: 12 }, after) // twelve frames, then the connection breaks
 */
export function disturbFrames(transport: Transport, { drop, stall, slow = 0 }: Fault, after: After): Transport {
  let count = 0
  /** Frames wait in line: none overtakes another, and each is as late behind the one before. */
  const late: (() => void)[] = []
  const next = (): void => {
    if (late[0] !== undefined)
      after(slow, () => {
        late.shift()?.()
        next()
      })
  }
  const inTurn = (run: () => void): void => {
    if (slow === 0) return run()
    late.push(run)
    if (late.length === 1) next()
  }
  const silent = (): boolean => stall !== undefined && count >= stall
  return {
    send: (text) =>
      inTurn(() => {
        if (silent()) return
        if (drop !== undefined && count >= drop) return transport.terminate()
        count += 1
        transport.send(text)
      }),
    close: (code, reason) => inTurn(() => !silent() && transport.close(code, reason)),
    // Into a line that has fallen silent nobody says anything, not even that it is broken: the client has to find out.
    terminate: () => !silent() && transport.terminate(),
    ping: () => !silent() && transport.ping(),
  }
}
