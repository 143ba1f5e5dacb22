import { BlockstateError } from '../wire/error.ts'
import type { Platform } from './platform.ts'

/** Reads under way at once. Writes and streams wait for none of them. */
const READS_AT_ONCE = 6
const MINUTE = 60_000

/** The one door all requests of a client pass. */
export interface Gate {
  /** Resolves when a request may start, to what must be called when it is over. Rejects when `signal` aborts first. */
  enter(kind: 'read' | 'write', signal: AbortSignal): Promise<() => void>
  /** Nothing starts for so many milliseconds: the server asked for it. */
  hold(ms: number): void
}

/**
 * A gate that obeys `Retry-After` for all requests at once, keeps to the documented number of requests a minute (1,000, seed 000),
 * and lets at most six reads run together.
 *
 * @example
 * const leave = await gate.enter('read', signal)
 * try { await send() } finally { leave() }
 */
export function createGate(platform: Platform, perMinute = 1000): Gate {
  const waiting: { kind: 'read' | 'write'; admit: () => void }[] = []
  const started: number[] = [] // when each request of the last minute began, oldest first
  let reading = 0
  let heldUntil = 0
  let wake: (() => void) | undefined

  const opensIn = (): number => {
    const now = platform.now()
    while (started.length > 0 && (started[0] ?? 0) <= now - MINUTE) started.shift()
    const budget = started.length < perMinute ? 0 : (started[0] ?? 0) + MINUTE - now
    return Math.max(0, heldUntil - now, budget)
  }

  const pump = (): void => {
    wake?.()
    wake = undefined
    for (let index = 0; index < waiting.length; ) {
      const wait = opensIn()
      if (wait > 0) {
        wake = platform.after(wait, pump)
        return
      }
      const next = waiting[index]
      if (!next || (next.kind === 'read' && reading >= READS_AT_ONCE)) {
        index += 1
        continue
      }
      waiting.splice(index, 1)
      next.admit()
    }
  }

  return {
    enter: (kind, signal) =>
      new Promise((resolve, reject) => {
        const entry = {
          kind,
          admit: () => {
            signal.removeEventListener('abort', giveUp)
            started.push(platform.now())
            if (kind === 'read') reading += 1
            let left = false
            resolve(() => {
              if (left) return
              left = true
              if (kind === 'read') reading -= 1
              pump()
            })
          },
        }
        const giveUp = (): void => {
          const at = waiting.indexOf(entry)
          if (at >= 0) waiting.splice(at, 1)
          reject(new BlockstateError('aborted', 'The request was taken back while it waited for its turn.', { cause: signal.reason }))
        }
        if (signal.aborted) return giveUp()
        signal.addEventListener('abort', giveUp, { once: true })
        waiting.push(entry)
        pump()
      }),
    hold: (ms) => {
      heldUntil = Math.max(heldUntil, platform.now() + ms)
    },
  }
}
