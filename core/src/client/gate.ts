import type { Platform } from './platform.ts'

/** Reads under way at once. Writes and streams wait for none of them. */
const READS_AT_ONCE = 6
const MINUTE = 60_000

/** The one door all requests of a client pass. */
export interface Gate {
  /** Resolves when a request may start, to what must be called once when it is over; never where `signal` aborts first. */
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
export function createGate({ now, after }: Platform, perMinute = 1000): Gate {
  const started: number[] = [] // when each request of the last minute began, oldest first
  let waiting: { read: boolean; signal: AbortSignal; admit: (leave: () => void) => void }[] = []
  let reading = 0
  let heldUntil = 0
  let waking = false

  const pump = (): void => {
    waiting = waiting.filter(({ signal }) => !signal.aborted)
    while ((started[0] ?? Infinity) <= now() - MINUTE) started.shift()
    const opensAt = Math.max(heldUntil, started.length < perMinute ? 0 : (started[0] ?? 0) + MINUTE)
    const at = waiting.findIndex(({ read }) => !read || reading < READS_AT_ONCE)
    const next = waiting[at]
    if (!next) return
    if (opensAt > now()) {
      if (waking) return
      waking = true
      after(opensAt - now(), () => {
        waking = false
        pump()
      })
      return
    }
    waiting.splice(at, 1)
    started.push(now())
    if (next.read) reading += 1
    next.admit(() => {
      if (next.read) reading -= 1
      pump()
    })
    pump()
  }

  return {
    enter: (kind, signal) =>
      new Promise((admit) => {
        waiting.push({ read: kind === 'read', signal, admit })
        pump()
      }),
    hold: (ms) => {
      heldUntil = Math.max(heldUntil, now() + ms)
    },
  }
}
